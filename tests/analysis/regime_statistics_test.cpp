// SPDX-License-Identifier: Apache-2.0
#include "analysis/regime_statistics.hpp"

#include <cmath>
#include <numeric>

#include "analysis/run_analysis.hpp"
#include "config/run_config.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("figures of all labels and unknown add up to those of the account") {
  for (const std::uint64_t seed : {21U, 22U, 23U}) {
    const test::SampleRun run({.symbols = 3, .bars = 700, .fill_chance = 0.2, .seed = seed});
    const analysis::RunAnalysis analysis = analysis::analyse(run.record());
    // The sum of net / equity before it, computed from the equity curve alone.
    double change = 0;
    double before = run.config.broker.cash;
    for (const portfolio::EquityPoint& point : run.equity) {
      change += (point.equity - before) / before;
      before = point.equity;
    }
    REQUIRE(analysis.regimes.size() == 2);
    for (std::size_t d = 0; d < analysis.regimes.size(); ++d) {
      double sum = 0;
      std::int64_t trades = 0;
      for (std::size_t i = 0; i < analysis.regimes[d].rows.size(); ++i) {
        const analysis::RegimeMetrics& row = analysis.regimes[d].rows[i];
        const analysis::RegimeRow& attributed = analysis.attribution.tables[d].rows[i];
        CHECK(row.label == attributed.label);
        sum += row.mean.value() * static_cast<double>(attributed.bars);
        trades += row.trades;
      }
      CHECK(std::abs(sum - change) <= 1e-9);
      CHECK(trades == static_cast<std::int64_t>(analysis.round_trips.size()));
    }
  }
}

TEST_CASE("a label of few trades has no interval") {
  const test::SampleRun run({.symbols = 1, .bars = 200, .fill_chance = 0.02});
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  const analysis::RegimeMetrics& row = analysis.regimes.at(0).rows.at(0);
  REQUIRE(row.trades < analysis::kFewestTrades);
  CHECK_FALSE(row.sufficient);
  CHECK_FALSE(row.mean_low.has_value());
}

TEST_CASE("a label of many episodes and trades has an interval around its mean") {
  const test::SampleRun run({.symbols = 2, .bars = 900, .fill_chance = 0.3});
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  const analysis::RegimeMetrics& row = analysis.regimes.at(0).rows.at(0);
  REQUIRE(row.sufficient);
  CHECK(row.mean_low.value() < row.mean.value());
  CHECK(row.mean_high.value() > row.mean.value());
}

TEST_CASE("the same run has the same numbers") {
  const test::SampleRun run({.symbols = 2, .bars = 500, .fill_chance = 0.3});
  const analysis::RunAnalysis first = analysis::analyse(run.record());
  const analysis::RunAnalysis second = analysis::analyse(run.record());
  CHECK(first.regimes[0].test.p.value() == second.regimes[0].test.p.value());
  CHECK(first.regimes[0].rows[0].mean_low.value() == second.regimes[0].rows[0].mean_low.value());
}

}  // namespace barometer
