// SPDX-License-Identifier: Apache-2.0
#include "app/utc_stamp.hpp"

#include <ctime>

namespace barometer::app {

std::string utc_stamp() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char stamp[32];
  std::strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &utc);
  return stamp;
}

}  // namespace barometer::app
