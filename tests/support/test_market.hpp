// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/tagger.hpp"

namespace barometer {

// Close time of test step `step`: whole hours from 2022-01-01.
core::Timestamp test_time(std::int64_t step);

// A bar whose high and low are the larger and the smaller of open and close.
data::BarRow test_bar(std::int64_t step, double open, double close);

// Symbols named A, B, C, ... with these bars, on a 24x7 venue; not sealed: tests may change it, and
// call data::place_actions() where they add actions.
data::MarketData test_market(std::vector<std::vector<data::BarRow>> bars);

struct RandomMarket {
  std::size_t symbols = 4;
  std::int64_t steps = 60;
  double volatility = 0.02;  // of a bar's return
  bool stormy = false;       // every fourth hundred of steps moves four times as far
  // Starts later, ends earlier and misses bars in between, each now and then.
  bool ragged = true;
  // Prices are multiples of 1/64, so that sums of price x small whole number are exact.
  bool on_grid = false;
};

// Seeded; every bar opens away from where the last one closed.
data::MarketData random_market(std::uint64_t seed, const RandomMarket& shape);

// The same bars with every price replaced by `price(p)`.
template <class Price>
data::MarketData with_prices(const data::MarketData& market, Price price) {
  std::vector<std::vector<data::BarRow>> bars;
  for (const data::SymbolData& symbol : market.symbols) {
    std::vector<data::BarRow>& rows = bars.emplace_back(symbol.bars.copy());
    for (data::BarRow& row : rows) {
      row = test_bar(0, price(row.open), price(row.close));
    }
    for (std::size_t b = 0; b < rows.size(); ++b) {
      rows[b].close_time_ns = symbol.bars[b].close_time_ns;
    }
  }
  return test_market(std::move(bars));
}

// The symbol's close at or before `time`; 0 where it has none yet.
double last_close(const data::SymbolData& symbol, core::Timestamp time);

}  // namespace barometer
