// SPDX-License-Identifier: Apache-2.0
#include "config/data_config.hpp"

#include "core/bar_size.hpp"

namespace barometer::config {

bool is_coarser(core::Duration on, core::Duration bar) {
  const bool whole_days =
      on == core::kDay || (bar <= core::kDay && (on == core::kWeek || on == core::kMonth));
  const bool part_of_day = on > 0 && on < core::kDay && core::kDay % on == 0 && on % bar == 0;
  return on > bar && (whole_days || part_of_day);
}

}  // namespace barometer::config
