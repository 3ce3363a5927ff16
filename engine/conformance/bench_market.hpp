// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "data/market_data.hpp"

namespace barometer::config {
struct DataConfig;
}  // namespace barometer::config

namespace barometer::conformance {

// Symbols of the whole market, of which the others are made.
inline constexpr std::size_t kManySymbols = 12;

// A synthetic market of kManySymbols symbols with so many bars each; of `config` counts what is not
// the synthetic market's own.
data::MarketData whole_market(const config::DataConfig& config, std::int64_t bars);

// Four symbols: one whole, one with gaps of a bar to a week, one that begins late, one that ends
// early. NaN bars behind each, so that a plug-in that reads on sees something else and lives.
data::MarketData bench_market(const data::MarketData& whole);

// The first symbols.
data::MarketData symbols_of(const data::MarketData& whole, std::size_t symbols);

// The first bars of four symbols.
data::MarketData first_bars_of(const data::MarketData& whole, std::int64_t bars);

// Four symbols with stretches of standing prices and of no volume, and prices that jump to 1000
// times and to a thousandth.
data::MarketData rough_market(const data::MarketData& whole);

}  // namespace barometer::conformance
