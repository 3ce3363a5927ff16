// SPDX-License-Identifier: Apache-2.0
// Signals that are made from the crossings of averages of real bars.
#include <barometer/sdk/indicators/sma.hpp>

#include <barometer/backtest/api/run.hpp>
#include <barometer/backtest/api/signals.hpp>
#include <cmath>

#include "backtest/market_state.hpp"
#include "backtest/scripted_strategy.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;
using backtest::Market;
using backtest::Plan;

namespace {

Plan plan_of(backtest::CallersStrategy strategy) {
  return Plan::load({.file = "configs/crypto_hourly.yaml",
                     .overrides = {"latency.meter=off"},
                     .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"},
                     .strategy = std::move(strategy)});
}

// Where the fast average of closes comes to lie above the slow one, and below it. Stamps are opens.
backtest::SymbolSignals crossings_of(const data::SymbolData& symbol) {
  constexpr double kRounding = 1e-12;  // as in strategies/sma_cross
  backtest::SymbolSignals rows{.symbol = symbol.name};
  Sma fast(10);
  Sma slow(50);
  int side = 0;
  for (const data::BarRow& bar : symbol.bars) {
    fast.update(bar.close);
    slow.update(bar.close);
    const int before = side;
    const double above = fast.value() - slow.value();
    if (slow.ready() && std::fabs(above) > kRounding * slow.value()) {
      side = above > 0 ? 1 : -1;
    }
    rows.times_ns.push_back(bar.close_time_ns - core::kHour);
    rows.entries.push_back(side == 1 && before != 1 ? 1 : 0);
    rows.exits.push_back(side == -1 && before != -1 ? 1 : 0);
  }
  return rows;
}

// What an author would send at the same crossings: target weights, 0 at an exit.
Script script_of(const backtest::SymbolSignals& rows, double weight) {
  Script script;
  bool holds = false;
  for (std::size_t i = 0; i < rows.times_ns.size(); ++i) {
    if (rows.entries[i] != 0 || (rows.exits[i] != 0 && holds)) {
      holds = rows.entries[i] != 0;
      script[{rows.symbol, rows.times_ns[i] + core::kHour}] = holds ? weight : 0;
    }
  }
  return script;
}

}  // namespace

TEST_CASE("signals on ten coins are the run of a strategy that sends the same target weights") {
  const Market market = Market::load(plan_of(scripted({})));
  backtest::SignalTable table;
  Script script;
  for (const data::SymbolData& symbol : market.state().data.symbols) {
    table.symbols.push_back(crossings_of(symbol));
    script.merge(script_of(table.symbols.back(), 0.1));
  }
  const backtest::Result found =
      backtest::run(plan_of(backtest::signals_strategy(std::move(table))), market);
  CHECK(found.fills().size() > 9'000);
  CHECK(found.fingerprint() ==
        backtest::run(plan_of(scripted(std::move(script))), market).fingerprint());
}
