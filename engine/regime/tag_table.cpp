// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_table.hpp"

#include <limits>
#include <utility>

namespace barometer {

namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

}  // namespace

TagTable::TagTable(std::vector<Dimension> dimensions, std::vector<std::uint8_t> wanted,
                   std::span<const std::int64_t> bars)
    : dimensions_(std::move(dimensions)),
      wanted_(std::move(wanted)),
      bars_(bars.begin(), bars.end()) {
  for (const std::int64_t count : bars) {
    std::vector<Column>& row = columns_.emplace_back(dimensions_.size());
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      const auto length = static_cast<std::size_t>(count + kPadding);
      if (wanted_[d] != 0 && dimensions_[d].kind == BM_DIMENSION_CATEGORY) {
        row[d].category.assign(length, BM_TAG_UNKNOWN);
      } else if (wanted_[d] != 0) {
        row[d].scalar.assign(length, kUnknown);
      }
    }
  }
}

void TagTable::block(SymbolIndex symbol, std::int64_t first, std::span<bm_tag_column> out) {
  std::vector<Column>& row = columns_[symbol];
  for (std::size_t d = 0; d < row.size(); ++d) {
    out[d].category = row[d].category.empty() ? nullptr : row[d].category.data() + first;
    out[d].scalar = row[d].scalar.empty() ? nullptr : row[d].scalar.data() + first;
    out[d].onset_bar = nullptr;
  }
}

std::span<const std::int8_t> TagTable::category(SymbolIndex symbol, std::size_t dimension) const {
  const auto& column = columns_[symbol][dimension].category;
  return std::span{column}.first(column.empty() ? 0 : static_cast<std::size_t>(bars_[symbol]));
}

std::span<const float> TagTable::scalar(SymbolIndex symbol, std::size_t dimension) const {
  const auto& column = columns_[symbol][dimension].scalar;
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

}  // namespace barometer
