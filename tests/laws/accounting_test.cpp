// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "config/broker_config.hpp"
#include "data/market_data.hpp"
#include "laws/ledger.hpp"
#include "laws/random_run.hpp"
#include "support/catch.hpp"
#include "support/soak.hpp"

using namespace barometer;

namespace {

// Off by at most 1e-9 of the largest amount in play.
bool agrees(double found, double expected, double scale) {
  return std::fabs(found - expected) <= 1e-9 * std::max({std::fabs(expected), scale, 1.0});
}

void check_curve(const RandomRun& run, const loop::LoopResult& result) {
  Ledger ledger(run.market, run.broker.cash);
  REQUIRE(static_cast<std::int64_t>(result.equity.size()) == run.market.timeline.steps());
  std::size_t next = 0;
  for (std::size_t step = 0; step < result.equity.size(); ++step) {
    for (; next < result.fills.size() && result.fills[next].step == static_cast<std::int64_t>(step);
         ++next) {
      ledger.book(result.fills[next]);
    }
    const portfolio::EquityPoint& point = result.equity[step];
    const double scale = std::max(run.broker.cash, ledger.gross(point.time_ns));
    REQUIRE(point.time_ns == run.market.timeline.time(static_cast<std::int64_t>(step)));
    REQUIRE(agrees(point.equity, ledger.worth(point.time_ns), scale));
    REQUIRE(agrees(point.equity, ledger.identity(point.time_ns), scale));
    REQUIRE(agrees(point.cash, ledger.cash(), scale));
    REQUIRE(agrees(point.gross, ledger.gross(point.time_ns), scale));
  }
  REQUIRE(next == result.fills.size());
}

}  // namespace

TEST_CASE("1500 random runs: the equity curve is what fills and bars say, at every step") {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < soak(1'500); ++seed) {
    INFO("seed " << seed);
    const RandomRun run = random_run(seed);
    const loop::LoopResult result = play(run);
    check_curve(run, result);
    fills += result.fills.size();
  }
  CHECK(fills > 20'000);
}
