// SPDX-License-Identifier: Apache-2.0
#include "backtest/market_window.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/symbol_input.hpp"

namespace barometer::backtest {

namespace {

constexpr const char* kNoBar = "no bar in the window";

data::SymbolInput cut_symbol(const data::SymbolData& whole, std::optional<core::Timestamp> to) {
  data::SymbolInput cut = data::copy_of(whole);
  if (to) {
    const auto behind = std::ranges::upper_bound(cut.bars, *to, {}, &data::BarRow::close_time_ns);
    cut.bars.erase(behind, cut.bars.end());
    cut.truth.resize(std::min(cut.truth.size(), cut.bars.size()));
    cut.spreads.resize(std::min(cut.spreads.size(), cut.bars.size()));
  }
  return cut;
}

bool has_bar(const data::SymbolData& symbol, std::optional<core::Timestamp> from,
             std::optional<core::Timestamp> to) {
  const auto& bars = symbol.bars;
  const auto end =
      to ? std::ranges::upper_bound(bars, *to, {}, &data::BarRow::close_time_ns) : bars.end();
  return end != bars.begin() && (!from || (end - 1)->close_time_ns > *from);
}

}  // namespace

std::optional<data::MarketData> cut_market(const data::MarketData& market,
                                           std::optional<core::Timestamp> to,
                                           std::span<const std::size_t> without) {
  const bool ends_with_it = !to || market.timeline.steps_until(*to) == market.timeline.steps();
  if (ends_with_it && without.empty()) {
    return std::nullopt;
  }
  std::vector<data::SymbolInput> symbols;
  std::vector<data::LeftOut> left_out = market.left_out;
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    if (std::ranges::binary_search(without, s)) {
      left_out.push_back({market.symbols[s].name, data::LeftOutWhy::no_bars, kNoBar});
    } else {
      symbols.push_back(cut_symbol(market.symbols[s], to));
    }
  }
  data::MarketData cut = data::derived_market(market, std::move(symbols));
  cut.left_out = std::move(left_out);
  cut.hash = market.hash;
  cut.truth_labels = market.truth_labels;
  return cut;
}

std::vector<std::size_t> symbols_without_bars(const data::MarketData& market,
                                              std::optional<core::Timestamp> from,
                                              std::optional<core::Timestamp> to) {
  std::vector<std::size_t> without;
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    if (!has_bar(market.symbols[s], from, to)) {
      without.push_back(s);
    }
  }
  return without;
}

void refuse_symbols(const data::MarketData& market, std::span<const std::size_t> symbols) {
  std::vector<core::Fault> faults;
  for (const std::size_t s : symbols) {
    faults.push_back({"window", fmt::format("{} has {}", market.symbols[s].name, kNoBar),
                      "change the window, or say data.missing: skip to leave such symbols out"});
  }
  core::throw_if_any(std::move(faults));
}

}  // namespace barometer::backtest
