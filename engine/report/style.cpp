// SPDX-License-Identifier: Apache-2.0
#include "report/style.hpp"

#include <array>

namespace barometer::report {

std::string Style::paint(Tone tone, std::string_view text) const {
  static constexpr std::array<std::string_view, 6> kCodes{"", "1", "2", "32", "31", "33"};
  const std::string_view code = kCodes[static_cast<std::size_t>(tone)];
  if (!colour || code.empty()) {
    return std::string(text);
  }
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace barometer::report
