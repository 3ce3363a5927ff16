// SPDX-License-Identifier: Apache-2.0
#include "config/regime_config.hpp"

namespace barometer::config {

bool is_coarser(core::Duration on, core::Duration bar) {
  const bool whole = on == core::kWeek || (on > 0 && on <= core::kDay && core::kDay % on == 0);
  return whole && on > bar && on % bar == 0;
}

}  // namespace barometer::config
