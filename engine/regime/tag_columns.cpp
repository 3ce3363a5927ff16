// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_columns.hpp"

#include <utility>

namespace barometer::regime {

TagColumns::TagColumns(std::vector<Dimension> dimensions, const WantedTags& wanted,
                       std::span<const std::int64_t> bars, core::ArenaPages pages,
                       FirstEntries first)
    : dimensions_(std::move(dimensions)),
      wanted_(wanted.tags),
      tags_(dimensions_.size()),
      onsets_(dimensions_.size()),
      symbols_(bars.size()),
      first_(first) {
  for (std::size_t d = 0; d < dimensions_.size(); ++d) {
    const bool category = dimensions_[d].kind == BM_DIMENSION_CATEGORY;
    if (wanted_[d] != 0) {
      tags_[d] = std::make_shared<TagColumn>(category ? ColumnKind::category : ColumnKind::scalar,
                                             bars, pages, first);
    }
    if (wanted_[d] != 0 && category && wanted.onset(d)) {
      onsets_[d] = std::make_shared<TagColumn>(ColumnKind::onset, bars, pages, first);
    }
  }
}

void TagColumns::block(core::SymbolIndex symbol, std::int64_t first, std::span<bm_tag_column> out,
                       std::size_t dimension) const {
  for (std::size_t d = 0; d < out.size(); ++d) {
    const Column& tags = tags_[dimension + d];
    const Column& onsets = onsets_[dimension + d];
    out[d] = {};
    if (tags != nullptr && tags->kind() == ColumnKind::category) {
      out[d].category = tags->written<std::int8_t>(symbol) + first;
    } else if (tags != nullptr) {
      out[d].scalar = tags->written<float>(symbol) + first;
    }
    if (onsets != nullptr) {
      out[d].onset_bar = onsets->written<std::int64_t>(symbol) + first;
    }
  }
}

std::optional<std::size_t> TagColumns::damaged(core::SymbolIndex symbol, std::size_t first,
                                               std::size_t count, core::CanaryLook look) const {
  const auto is_damaged = [symbol, look](const Column& column) {
    return column != nullptr && column->is_damaged(symbol, look);
  };
  for (std::size_t d = 0; d < count; ++d) {
    if (is_damaged(tags_[first + d]) || is_damaged(onsets_[first + d])) {
      return d;
    }
  }
  return std::nullopt;
}

TagView TagColumns::view() const {
  return {dimensions_, {tags_.begin(), tags_.end()}, {onsets_.begin(), onsets_.end()}, symbols_};
}

void TagColumns::seal() noexcept {
  for (const std::vector<Column>& columns : {std::cref(tags_), std::cref(onsets_)}) {
    for (const Column& column : columns) {
      if (column != nullptr) {
        column->seal();
      }
    }
  }
}

}  // namespace barometer::regime
