// SPDX-License-Identifier: Apache-2.0
#include "core/bar_size.hpp"

namespace barometer::core {

std::string format_bar_size(Duration bar) {
  return bar == kWeek ? "1w" : bar == kMonth ? "1mo" : format_duration(bar);
}

}  // namespace barometer::core
