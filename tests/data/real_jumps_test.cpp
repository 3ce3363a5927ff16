// SPDX-License-Identifier: Apache-2.0
// How rarely real prices look like splits: 8 of the 1,654 moves beyond 10 robust sigmas of ten
// coins by the hour and seventy split-adjusted stocks by the day (the counts are those of a script
// over the files' closes).
#include <map>
#include <string>

#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/price_jumps.hpp"
#include "real_data.hpp"
#include "real_stocks.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::map<std::string, std::size_t> jumps_of(const config::DataConfig& config) {
  std::map<std::string, std::size_t> counts;
  const data::MarketData market = data::load_market(config, 2);
  for (const data::SymbolData& symbol : market.symbols) {
    if (const auto jumps = data::price_jumps(symbol); !jumps.empty()) {
      counts[symbol.name] = jumps.size();
    }
  }
  return counts;
}

config::DataConfig sound_stocks() {
  config::DataConfig config = real_stocks();
  config.csv.bad_rows = config::BadRows::skip;
  return config;
}

}  // namespace

TEST_CASE("few moves of real prices look like splits") {
  config::DataConfig coins = hourly_csv();
  coins.csv.path = (real_data() / "crypto_1h/{symbol}_1h.csv").string();
  using Counts = std::map<std::string, std::size_t>;
  CHECK(jumps_of(coins) == Counts{{"DOGEUSDT", 1}, {"LINKUSDT", 1}});
  CHECK(jumps_of(sound_stocks()) == Counts{{"AIG", 1}, {"GGP", 4}, {"NFLX", 1}});
}
