// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/symbol.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_column.hpp"

namespace barometer::regime {

// What a run reads of its tags, whether they are complete or still written in step: per dimension
// a column of all symbols, and none where nobody wants the dimension. Copies are cheap and keep the
// columns alive.
class TagView {
 public:
  using Column = std::shared_ptr<const TagColumn>;

  // Of no dimensions.
  TagView();

  // `tags` and `onsets` have one entry per dimension, NULL where there is no such column.
  TagView(std::vector<Dimension> dimensions, std::vector<Column> tags, std::vector<Column> onsets,
          std::size_t symbols);

  const std::vector<Dimension>& dimensions() const { return *dimensions_; }

  std::size_t symbol_count() const { return symbols_; }

  bool wanted(std::size_t dimension) const { return tags_[dimension] != nullptr; }

  // An entry per bar of the symbol. Empty when the dimension is not wanted or is of the other kind.
  std::span<const std::int8_t> category(core::SymbolIndex symbol, std::size_t dimension) const {
    return entries<std::int8_t>(tags_[dimension], ColumnKind::category, symbol);
  }

  std::span<const float> scalar(core::SymbolIndex symbol, std::size_t dimension) const {
    return entries<float>(tags_[dimension], ColumnKind::scalar, symbol);
  }

  // At bars where the label changes, the bar where the new state began, -1 unknown. Empty where
  // onsets are not wanted.
  std::span<const std::int64_t> onset(core::SymbolIndex symbol, std::size_t dimension) const {
    return entries<std::int64_t>(onsets_[dimension], ColumnKind::onset, symbol);
  }

  // The columns themselves, for those who keep them; NULL where there is none.
  const Column& tag_column(std::size_t dimension) const { return tags_[dimension]; }

  const Column& onset_column(std::size_t dimension) const { return onsets_[dimension]; }

  // Index of the dimension with this name, or -1.
  int find(std::string_view name) const;

 private:
  template <class Entry>
  static std::span<const Entry> entries(const Column& column, ColumnKind kind,
                                        core::SymbolIndex symbol) {
    return column != nullptr && column->kind() == kind ? column->shown<Entry>(symbol)
                                                       : std::span<const Entry>();
  }

  std::shared_ptr<const std::vector<Dimension>> dimensions_;
  std::vector<Column> tags_;    // per dimension
  std::vector<Column> onsets_;  // per dimension
  std::size_t symbols_ = 0;
};

}  // namespace barometer::regime
