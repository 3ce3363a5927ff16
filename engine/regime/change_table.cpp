// SPDX-License-Identifier: Apache-2.0
#include "regime/change_table.hpp"

#include <algorithm>

namespace barometer::regime {

ChangeTable::ChangeTable(const TaggerSet& taggers, std::span<const std::uint8_t> watched,
                         std::size_t symbols) {
  std::vector<std::size_t> widths;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    std::vector<std::uint8_t>& mine = watched_.emplace_back();
    for (std::size_t d = 0; d < taggers[t].tagger.dimensions().size(); ++d) {
      const std::size_t run_wide = taggers.first_dimension(t) + d;
      const bool category = taggers.dimensions()[run_wide].kind == BM_DIMENSION_CATEGORY;
      mine.push_back(category && watched[run_wide] != 0 ? 1 : 0);
    }
    const auto width = static_cast<std::size_t>(std::ranges::count(mine, 1));
    place_.push_back(width > 0 ? static_cast<int>(widths.size()) : -1);
    if (width > 0) {
      widths.push_back(width);
    }
  }
  per_symbol_ = widths.size();
  queues_.reserve(symbols * per_symbol_);
  for (std::size_t s = 0; s < symbols; ++s) {
    for (const std::size_t width : widths) {
      queues_.emplace_back(width);
    }
  }
}

ChangeQueue* ChangeTable::queue(std::size_t tagger, core::SymbolIndex symbol) {
  const int place = place_[tagger];
  return place < 0 ? nullptr : &queues_[symbol * per_symbol_ + static_cast<std::size_t>(place)];
}

}  // namespace barometer::regime
