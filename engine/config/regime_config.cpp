// SPDX-License-Identifier: Apache-2.0
#include "config/regime_config.hpp"

namespace barometer::config {

bool is_coarser(core::Duration on, core::Duration bar) {
  const bool whole_days = on == core::kDay || on == core::kWeek;
  const bool part_of_day = on > 0 && on < core::kDay && core::kDay % on == 0 && on % bar == 0;
  return on > bar && (whole_days || part_of_day);
}

}  // namespace barometer::config
