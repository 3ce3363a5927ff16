// SPDX-License-Identifier: Apache-2.0
#include "data/text_pieces.hpp"

#include <algorithm>

namespace barometer::data {

std::vector<std::string_view> text_pieces(std::string_view text, std::size_t bytes) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n', std::min(bytes, text.size()) - 1);
    const std::size_t size = newline == std::string_view::npos ? text.size() : newline + 1;
    pieces.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return pieces;
}

}  // namespace barometer::data
