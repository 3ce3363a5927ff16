// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/text.hpp"

namespace barometer::data {

// Cells are cut and quoted all over the room.
using core::shown;
using core::trimmed;

inline std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

}  // namespace barometer::data
