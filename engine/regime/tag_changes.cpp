// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_changes.hpp"

namespace barometer::regime {

TagChanges::TagChanges(const TagView& tags, std::span<const std::uint8_t> watched) {
  std::vector<std::uint32_t> dimensions;
  for (std::uint32_t d = 0; d < watched.size(); ++d) {
    if (watched[d] != 0 && tags.dimensions()[d].kind == BM_DIMENSION_CATEGORY) {
      dimensions.push_back(d);
    }
  }
  watched_ = dimensions.size();
  for (core::SymbolIndex symbol = 0; symbol < tags.symbol_count() && watched_ > 0; ++symbol) {
    for (const std::uint32_t d : dimensions) {
      const auto onsets = tags.onset(symbol, d);
      columns_.push_back(
          {tags.category(symbol, d).data(), onsets.empty() ? nullptr : onsets.data(), d});
    }
  }
}

}  // namespace barometer::regime
