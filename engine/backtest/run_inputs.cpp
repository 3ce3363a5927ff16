// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_inputs.hpp"

#include <utility>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/market_window.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/signal_check.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

const data::MarketData& RunInputs::bars() const {
  return cut_market ? *cut_market : market.state().data;
}

RunInputs run_inputs(const Plan& plan, const Market& market, const Window& window) {
  require_same_data(plan, market);
  config::RunConfig config = plan.state().config;
  config.data.from = window.from_ns ? window.from_ns : config.data.from;
  config.data.to = window.to_ns ? window.to_ns : config.data.to;
  require_loaded_from(market, config);
  const data::MarketData& whole = market.state().data;
  check_market(config, whole);
  check_signals(plan.state().plan.strategy, whole);
  RunInputs inputs{plan, market, std::nullopt, nullptr, nullptr};
  const auto without = symbols_without_bars(whole, config.data.from, window.to_ns);
  if (!config.data.leaves_out_missing() || without.size() == whole.symbols.size()) {
    refuse_symbols(whole, without);
  }
  if (auto cut = cut_market(whole, window.to_ns, without)) {
    inputs.cut_market = std::make_unique<const data::MarketData>(std::move(*cut));
  }
  if (!without.empty()) {
    check_symbols(config, inputs.bars());
  }
  inputs.config = std::make_unique<const config::RunConfig>(std::move(config));
  return inputs;
}

}  // namespace barometer::backtest
