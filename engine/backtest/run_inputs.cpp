// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_inputs.hpp"

#include <utility>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/market_window.hpp"
#include "backtest/plan_state.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

const data::MarketData& RunInputs::bars() const {
  return cut_market ? *cut_market : market.state().data;
}

RunInputs run_inputs(const Plan& plan, const Market& market, const Window& window) {
  require_same_data(plan, market);
  check_market(plan.state().config, market.state().data);
  config::RunConfig config = plan.state().config;
  RunInputs inputs{plan, market, std::nullopt, nullptr, nullptr};
  if (window.to_ns) {
    config.data.to = window.to_ns;
    if (auto cut = cut_market(market.state().data, *window.to_ns)) {
      inputs.cut_market = std::make_unique<const data::MarketData>(std::move(*cut));
    }
  }
  if (window.from_ns) {
    config.data.from = window.from_ns;
  }
  require_bars_after(inputs.bars(), config.data.from);
  inputs.config = std::make_unique<const config::RunConfig>(std::move(config));
  return inputs;
}

}  // namespace barometer::backtest
