// SPDX-License-Identifier: Apache-2.0
#include "page/shown_symbols.hpp"

#include <algorithm>
#include <numeric>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::page {

namespace {

constexpr std::size_t kPriceCells = 24'000;     // of all symbols together
constexpr std::size_t kFewestPriceCells = 256;  // of each

}  // namespace

std::vector<core::SymbolIndex> shown_symbols(const analysis::RunRecord& record) {
  std::vector<double> notional(record.market.symbols.size(), 0);
  for (const orders::Fill& fill : record.logs.fills) {
    notional[fill.symbol] += fill.notional();
  }
  std::vector<core::SymbolIndex> symbols(notional.size());
  std::iota(symbols.begin(), symbols.end(), core::SymbolIndex{0});
  std::ranges::stable_sort(
      symbols, [&](core::SymbolIndex a, core::SymbolIndex b) { return notional[a] > notional[b]; });
  symbols.resize(std::min(symbols.size(), kMostSymbols));
  std::ranges::sort(symbols);
  return symbols;
}

StepCells price_cells(const analysis::RunRecord& record, std::size_t symbols) {
  const StepCells account = account_cells(record);
  const std::size_t most =
      std::max(kFewestPriceCells, kPriceCells / std::max<std::size_t>(symbols, 1));
  const StepCells of_cells = StepCells::at_most(most, account.count());
  return {.steps = account.steps, .per = account.per * of_cells.per};
}

LiveBars live_bars(const analysis::RunRecord& record, core::SymbolIndex symbol) {
  LiveBars live;
  if (record.logs.equity.empty()) {
    return live;
  }
  const auto times = record.market.timeline.times().subspan(
      static_cast<std::size_t>(record.first_step), record.logs.equity.size());
  const core::Rows<data::BarRow>& bars = record.market.symbols[symbol].bars;
  live.steps.reserve(bars.size());
  std::size_t step = 0;
  for (std::size_t bar = 0; bar < bars.size(); ++bar) {
    const core::Timestamp close = bars[bar].close_time_ns;
    if (close < times.front()) {
      live.first = bar + 1;
      continue;
    }
    while (step < times.size() && times[step] < close) {
      ++step;
    }
    if (step == times.size()) {
      break;
    }
    live.steps.push_back(step);
  }
  return live;
}

}  // namespace barometer::page
