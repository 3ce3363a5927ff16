// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/symbol.hpp"

namespace barometer::regime {

// A declared dimension, owned by the host.
struct Dimension {
  std::string name;
  bm_dimension_kind kind = BM_DIMENSION_CATEGORY;
  std::vector<std::string> labels;
  std::string unit;
  std::int64_t warmup_bars = 0;
  std::string help;
  std::vector<float> values{};  // one per label where the tagger states what they are worth
};

// The tags of a run: per symbol and wanted dimension one column, as long as the symbol's bars.
// Columns of unwanted dimensions are empty. Nothing moves once the table is made.
class TagTable {
 public:
  TagTable() = default;

  // `bars[s]` is the number of bars of symbol s; `wanted` has one entry per dimension, and so has
  // `onsets`, which says for what categories onsets are kept too (empty: none). Columns start out
  // unknown.
  TagTable(std::vector<Dimension> dimensions, std::vector<std::uint8_t> wanted,
           std::span<const std::int64_t> bars, std::span<const std::uint8_t> onsets = {});

  const std::vector<Dimension>& dimensions() const { return dimensions_; }

  bool wanted(std::size_t dimension) const { return wanted_[dimension] != 0; }

  std::size_t symbol_count() const { return columns_.size(); }

  // Where symbol s's tags of bars `first`... go, in the ABI's form; one entry per dimension from
  // `dimension` on.
  void block(core::SymbolIndex symbol, std::int64_t first, std::span<bm_tag_column> out,
             std::size_t dimension = 0);

  // Empty when the dimension is not wanted or is of the other kind.
  std::span<const std::int8_t> category(core::SymbolIndex symbol, std::size_t dimension) const;
  std::span<const float> scalar(core::SymbolIndex symbol, std::size_t dimension) const;

  // Empty where they are not kept.
  std::span<const std::int64_t> onset(core::SymbolIndex symbol, std::size_t dimension) const;

  // Index of the dimension with this name, or -1.
  int find(std::string_view name) const;

 private:
  struct Column {
    std::vector<std::int8_t> category;
    std::vector<float> scalar;
    std::vector<std::int64_t> onset;
  };

  std::vector<Dimension> dimensions_;
  // Unknown tags behind the last bar: a strategy that reads beyond its count must differ in a
  // causality run, not crash.
  static constexpr std::int64_t kPadding = 64;

  std::vector<std::uint8_t> wanted_;
  std::vector<std::int64_t> bars_;            // per symbol
  std::vector<std::vector<Column>> columns_;  // [symbol][dimension]
};

}  // namespace barometer::regime
