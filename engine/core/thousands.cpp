// SPDX-License-Identifier: Apache-2.0
#include "core/thousands.hpp"

#include <algorithm>
#include <cstddef>

namespace barometer::core {

std::string with_thousands(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t i = point; i > first + 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return digits;
}

}  // namespace barometer::core
