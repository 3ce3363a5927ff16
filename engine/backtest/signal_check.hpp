// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::plugin {
struct Plugin;
}  // namespace barometer::plugin

namespace barometer::backtest {

// What only a market can tell of a strategy of signals; of another one, nothing. Throws
// Error{bad_input} with a fault for each symbol that the market does not have, or whose rows ask
// for something between its bars, or of which no row has a bar. Rows before the first bar and after
// the last one are good, and those of a symbol that the config lets be left out.
void check_signals(const plugin::Plugin& strategy, const data::MarketData& market);

// Rows that ask for something.
struct SignalCounts {
  std::int64_t rows = 0;
  // Before the first bar of their symbol in or after `first_step`, or after its last one.
  std::int64_t outside = 0;
};

// Of a run on these bars; none of another strategy.
SignalCounts count_signals(const plugin::Plugin& strategy, const data::MarketData& bars,
                           std::int64_t first_step);

}  // namespace barometer::backtest
