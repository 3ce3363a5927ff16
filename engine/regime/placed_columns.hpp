// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "regime/clock_tags.hpp"
#include "regime/tag_column.hpp"
#include "regime/tag_view.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// Columns made of another view's entries in other places. Dimensions that are not placed are shared
// with that view.
class PlacedColumns {
 public:
  // Both outlive this object.
  PlacedColumns(const data::MarketData& market, const TagView& from);

  // `places`: per bar of the symbol, the bar of `source` whose entry it gets, -1 unknown. An onset
  // keeps its distance to its bar; only the first bar of a `unit` (one per bar) has one.
  void place(std::size_t dimension, core::SymbolIndex symbol, std::span<const std::int32_t> places,
             core::SymbolIndex source, std::span<const std::int32_t> units);

  // The same from any symbol; the state of a label that changes begins at the change.
  void place(std::size_t dimension, core::SymbolIndex symbol, std::span<const BarPlace> places);

  // Sealed. The last call.
  TagView view();

 private:
  using Column = std::shared_ptr<TagColumn>;

  template <class Entry>
  void copy(std::size_t dimension, core::SymbolIndex symbol, std::span<const std::int32_t> places,
            core::SymbolIndex source);
  template <class Entry>
  void copy(std::size_t dimension, core::SymbolIndex symbol, std::span<const BarPlace> places);
  void make(std::size_t dimension);

  const TagView& from_;
  std::vector<std::int64_t> bars_;  // per symbol
  std::vector<Column> tags_;        // per dimension; NULL: not placed
  std::vector<Column> onsets_;      // the same; NULL also where there are none
};

}  // namespace barometer::regime
