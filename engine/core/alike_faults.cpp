// SPDX-License-Identifier: Apache-2.0
#include "core/alike_faults.hpp"

#include <fmt/format.h>

namespace barometer::core {

std::vector<Fault> AlikeFaults::take(const std::string& where, const std::string& of_what) && {
  if (untold_ > 0) {
    listed_.push_back({where, fmt::format("and {} more {}", untold_, of_what), ""});
  }
  return std::move(listed_);
}

}  // namespace barometer::core
