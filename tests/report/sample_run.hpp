// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/run_record.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "regime/tag_view.hpp"

namespace barometer::test {

// `bars` hourly bars of one symbol, the first closing at `first_close`; every price is 100.
data::SymbolInput flat_symbol(const std::string& name, std::int64_t bars,
                              core::Timestamp first_close);

// Instruments left out; bars of this size at a venue that never closes: the session date is the
// UTC date of the bar's midpoint.
data::MarketData market_of(std::vector<data::SymbolInput> symbols,
                           core::Duration bar = core::kHour);

// A fill of `quantity` at bar `bar`, raw price before slippage (fraction) and commission.
orders::Fill fill_of(const data::MarketData& market, core::SymbolIndex symbol, std::int64_t bar,
                     double quantity, double raw_price, double price, double commission);

// A whole made-up run: random walks, random tags, random fills, and the equity that a plain
// bookkeeping of the account gives, symbol by symbol at every step, without any code under test.
class SampleRun {
 public:
  struct Shape {
    std::size_t symbols = 3;
    std::int64_t bars = 400;  // of the longest symbol
    // Share of them by which each symbol starts later and ends earlier than the one before it.
    double stagger = 0.1;
    std::int64_t first_step = 30;
    double fill_chance = 0.05;  // per symbol-bar
    std::uint64_t seed = 1;
  };

  SampleRun();
  explicit SampleRun(const Shape& shape);

  analysis::RunRecord record() const;

  config::RunConfig config;
  data::MarketData market;
  regime::TagView tags;
  std::vector<orders::OrderRecord> orders;
  std::vector<orders::Fill> fills;
  std::vector<portfolio::EquityPoint> equity;
  latency::LatencyReport latency;
  std::int64_t first_step;

 private:
  void make_market(const Shape& shape);
  void make_tags(const Shape& shape);
  void trade(const Shape& shape);
  void keep_account();
};

}  // namespace barometer::test
