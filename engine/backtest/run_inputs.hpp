// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <memory>
#include <optional>

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "regime/tag_view.hpp"

namespace barometer::backtest {

// Everything that one run reads, kept alive as long as its result.
struct RunInputs {
  Plan plan;
  Market market;
  std::optional<regime::TagView> tags;  // computed before, complete; none: the run tags for itself
  std::unique_ptr<const config::RunConfig> config;     // the plan's with the window as its period
  std::unique_ptr<const data::MarketData> cut_market;  // NULL: the window ends with the market

  const data::MarketData& bars() const;
};

// Without tags. Throws Error{bad_input} where plan, market and window do not fit together.
RunInputs run_inputs(const Plan& plan, const Market& market, const Window& window);

}  // namespace barometer::backtest
