// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/error.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::execution {

// What only the data can tell of a config's costs: a fault where slippage in ticks meets a symbol
// without a tick, where a quoted spread meets one without quotes, where participation meets one
// that never has volume, and where a tick is coarser than half of its symbol's lowest price, so
// that rounding could make a price 0. Each kind is one fault that names at most three of its
// symbols.
std::vector<core::Fault> silent_costs(const config::RunConfig& config,
                                      const data::MarketData& market);

}  // namespace barometer::execution
