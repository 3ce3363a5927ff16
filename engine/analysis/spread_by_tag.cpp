// SPDX-License-Identifier: Apache-2.0
#include "analysis/spread_by_tag.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "orders/order.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

constexpr double kBps = 1e4;

// What is added up for a row of a table.
struct SpreadSum {
  double cost = 0;   // account currency
  double width = 0;  // of each quoted bar the mean of its spread at open and close, bps of price
  std::int64_t bars = 0;

  void add(const data::BarRow& bar, const data::QuotedSpread& spread) {
    width += kBps * (spread.open / bar.open + spread.close / bar.close) / 2;
    ++bars;
  }

  void write_to(RegimeRow& row) const {
    row.spread_cost = cost;
    if (bars > 0) {
      row.quoted_bps = width / static_cast<double>(bars);
    }
  }
};

// The live bars of the quoted symbols by the rows that they belong to.
class SpreadBook {
 public:
  SpreadBook(const data::MarketData& market, std::span<const orders::Fill> fills,
             const Attribution& attribution)
      : market_(market), fills_(fills), attribution_(attribution) {}

  // `slots_of(symbol, first, count)` has the row of each of these bars, of `rows`.
  template <class SlotsOf>
  std::vector<SpreadSum> sums(std::size_t rows, const SlotsOf& slots_of) const {
    std::vector<SpreadSum> sums(rows);
    std::vector<std::vector<std::uint8_t>> slots;
    for (core::SymbolIndex symbol = 0; symbol < market_.symbols.size(); ++symbol) {
      const std::size_t count = attribution_.bars[symbol].size();
      slots.push_back(slots_of(symbol, first_of(symbol), count));
      add_bars(symbol, slots.back(), sums);
    }
    for (const orders::Fill& fill : fills_) {
      const std::size_t bar = static_cast<std::size_t>(fill.bar) - first_of(fill.symbol);
      sums[slots[fill.symbol][bar]].cost += fill.spread_cost();
    }
    return sums;
  }

 private:
  std::size_t first_of(core::SymbolIndex symbol) const {
    return market_.symbols[symbol].bars.size() - attribution_.bars[symbol].size();
  }

  void add_bars(core::SymbolIndex symbol, std::span<const std::uint8_t> slots,
                std::vector<SpreadSum>& sums) const {
    const data::SymbolData& data = market_.symbols[symbol];
    const std::size_t first = first_of(symbol);
    for (std::size_t i = 0; i < slots.size() && !data.spreads.empty(); ++i) {
      sums[slots[i]].add(data.bars[first + i], data.spreads[first + i]);
    }
  }

  const data::MarketData& market_;
  std::span<const orders::Fill> fills_;
  const Attribution& attribution_;
};

}  // namespace

void add_spreads(const data::MarketData& market, const regime::TagView& tags,
                 std::span<const ReportedDimension> dimensions, std::span<const orders::Fill> fills,
                 Attribution& attribution) {
  const auto quoted = [](const data::SymbolData& symbol) { return !symbol.spreads.empty(); };
  if (std::ranges::none_of(market.symbols, quoted)) {
    return;
  }
  const SpreadBook book(market, fills, attribution);
  const auto all = book.sums(1, [](core::SymbolIndex, std::size_t, std::size_t count) {
    return std::vector<std::uint8_t>(count, 0);
  });
  all.front().write_to(attribution.total);
  for (std::size_t t = 0; t < dimensions.size(); ++t) {
    const ReportedDimension& dimension = dimensions[t];
    const auto sums = book.sums(
        dimension.slots(), [&](core::SymbolIndex symbol, std::size_t first, std::size_t count) {
          return slots_of(dimension, tags, symbol, first, count);
        });
    for (std::size_t slot = 0; slot < sums.size(); ++slot) {
      sums[slot].write_to(attribution.tables[t].rows[slot]);
    }
  }
}

}  // namespace barometer::analysis
