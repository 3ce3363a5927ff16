// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace barometer::data {

// A text of this many bytes is worth to be read in pieces, which begin where lines do.
inline constexpr std::size_t kPieceBytes = std::size_t{8} << 20;

// The text in pieces of about `bytes` each, none of them empty, all together the text.
std::vector<std::string_view> text_pieces(std::string_view text, std::size_t bytes);

}  // namespace barometer::data
