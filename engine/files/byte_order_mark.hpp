// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace barometer::files {

inline std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

}  // namespace barometer::files
