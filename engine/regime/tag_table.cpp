// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_table.hpp"

#include <limits>
#include <utility>

namespace barometer::regime {

namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

}  // namespace

TagTable::TagTable(std::vector<Dimension> dimensions, std::vector<std::uint8_t> wanted,
                   std::span<const std::int64_t> bars, std::span<const std::uint8_t> onsets)
    : dimensions_(std::move(dimensions)),
      wanted_(std::move(wanted)),
      bars_(bars.begin(), bars.end()) {
  for (const std::int64_t count : bars) {
    std::vector<Column>& row = columns_.emplace_back(dimensions_.size());
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      const auto length = static_cast<std::size_t>(count + kPadding);
      if (wanted_[d] != 0 && dimensions_[d].kind == BM_DIMENSION_CATEGORY) {
        row[d].category.assign(length, BM_TAG_UNKNOWN);
        row[d].onset.assign(!onsets.empty() && onsets[d] != 0 ? length : 0, -1);
      } else if (wanted_[d] != 0) {
        row[d].scalar.assign(length, kUnknown);
      }
    }
  }
}

void TagTable::block(core::SymbolIndex symbol, std::int64_t first, std::span<bm_tag_column> out,
                     std::size_t dimension) {
  const auto at = [first](auto& column) {
    return column.empty() ? nullptr : column.data() + first;
  };
  for (std::size_t d = 0; d < out.size(); ++d) {
    Column& column = columns_[symbol][dimension + d];
    out[d] = {at(column.category), at(column.scalar), at(column.onset)};
  }
}

std::span<const std::int8_t> TagTable::category(core::SymbolIndex symbol,
                                                std::size_t dimension) const {
  const auto& column = columns_[symbol][dimension].category;
  return std::span{column}.first(column.empty() ? 0 : static_cast<std::size_t>(bars_[symbol]));
}

std::span<const float> TagTable::scalar(core::SymbolIndex symbol, std::size_t dimension) const {
  const auto& column = columns_[symbol][dimension].scalar;
  return std::span{column}.first(column.empty() ? 0 : static_cast<std::size_t>(bars_[symbol]));
}

std::span<const std::int64_t> TagTable::onset(core::SymbolIndex symbol,
                                              std::size_t dimension) const {
  const auto& column = columns_[symbol][dimension].onset;
  return std::span{column}.first(column.empty() ? 0 : static_cast<std::size_t>(bars_[symbol]));
}

int TagTable::find(std::string_view name) const {
  for (std::size_t d = 0; d < dimensions_.size(); ++d) {
    if (dimensions_[d].name == name) {
      return static_cast<int>(d);
    }
  }
  return -1;
}

}  // namespace barometer::regime
