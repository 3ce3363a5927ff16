// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/market.hpp>
#include <future>
#include <memory>
#include <optional>

#include "backtest/needed_bars.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "latency/calibration.hpp"

namespace barometer::backtest {

// What a Market holds; commands that render more than the library shows read it.
struct Market::State {
  data::MarketData data;
  std::string data_group;  // canonical text of the config's `data` group that it was loaded from
  std::shared_future<latency::ClockFacts> clock;  // invalid where the plan asked for no metering
  double seconds = 0;                             // that its loading took
  std::optional<core::Timestamp> from = {};       // data.from of that config
  std::shared_ptr<NeededBars> needed_bars = std::make_shared<NeededBars>();  // by its runs so far
};

// `data` of a config as canonical text, without data.from, which changes no bar that is loaded.
std::string data_group_of(const config::RunConfig& config);

// Throws Error{bad_input} where `config` trades from an earlier time on than the market was loaded
// for, and symbols without a bar after that time were left out.
void require_loaded_from(const Market& market, const config::RunConfig& config);

// Throws Error{bad_input} where the market was loaded from another `data` group than the plan's.
void require_same_data(const Plan& plan, const Market& market);

}  // namespace barometer::backtest
