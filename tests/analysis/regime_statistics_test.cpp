// SPDX-License-Identifier: Apache-2.0
#include "analysis/regime_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "analysis/run_analysis.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "regime/tag_columns.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr std::size_t kLabels = 5;

// All bars of a step have one label, but where it is not `shared`: there one bar has another.
std::size_t label_of(std::size_t symbol, std::int64_t step, bool shared) {
  const auto label = static_cast<std::size_t>(step / 24) % kLabels;
  return shared || symbol != 2 || step != 444 ? label : kLabels - 1 - label;
}

std::int64_t step_of(const test::SampleRun& run, std::size_t symbol, std::size_t bar) {
  return run.market.timeline.steps_until(run.market.symbols[symbol].bars[bar].close_time_ns) - 1;
}

void tag_by_step(test::SampleRun& run, bm_known_ahead known, bool shared) {
  regime::Dimension day;
  day.name = "day";
  day.labels = {"a", "b", "c", "d", "e"};
  day.known_ahead = known;
  std::vector<std::int64_t> bars;
  for (const data::SymbolData& symbol : run.market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  const regime::TagColumns written({day}, {{1}, {}}, bars);
  for (std::size_t symbol = 0; symbol < bars.size(); ++symbol) {
    std::vector<bm_tag_column> columns(1);
    written.block(static_cast<core::SymbolIndex>(symbol), 0, columns);
    for (std::size_t bar = 0; bar < run.market.symbols[symbol].bars.size(); ++bar) {
      columns[0].category[bar] =
          static_cast<std::int8_t>(label_of(symbol, step_of(run, symbol, bar), shared));
    }
  }
  run.tags = written.view();
}

// Of net / equity before the bar, a bar at a time.
std::vector<double> means_by_label(const test::SampleRun& run, const analysis::RunAnalysis& found,
                                   bool shared) {
  std::vector<double> sums(kLabels, 0);
  std::vector<double> counts(kLabels, 0);
  for (std::size_t symbol = 0; symbol < run.market.symbols.size(); ++symbol) {
    const std::vector<double>& net = found.attribution.bars[symbol].net;
    const std::size_t first = run.market.symbols[symbol].bars.size() - net.size();
    for (std::size_t i = 0; i < net.size(); ++i) {
      const std::int64_t step = step_of(run, symbol, first + i);
      const auto live = static_cast<std::size_t>(step - run.first_step);
      const std::size_t label = label_of(symbol, step, shared);
      sums[label] += net[i] / (live == 0 ? run.config.broker.cash : run.equity[live - 1].equity);
      ++counts[label];
    }
  }
  std::ranges::transform(sums, counts, sums.begin(), std::divides<>{});
  return sums;
}

}  // namespace

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

TEST_CASE("a label in few blocks has no interval, and says in how many it is") {
  const test::SampleRun run({.symbols = 1, .bars = 260, .fill_chance = 0.02});
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  // 230 live steps: blocks of 230 / 40 = 5 steps; the first ten bars are unknown.
  const analysis::DimensionMetrics& volatility = analysis.regimes.at(0);
  CHECK(volatility.test.block_steps == 5);
  CHECK(volatility.test.blocks == 46);
  CHECK(volatility.rows.back().label == "unknown");
  CHECK(volatility.rows.back().blocks == 3);
  CHECK_FALSE(volatility.rows.back().sufficient);
  CHECK_FALSE(volatility.rows.back().mean_low.has_value());
}

TEST_CASE("a label of many blocks has an interval around its mean") {
  const test::SampleRun run({.symbols = 2, .bars = 900, .fill_chance = 0.3});
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  const analysis::RegimeMetrics& row = analysis.regimes.at(0).rows.at(0);
  REQUIRE(row.sufficient);
  CHECK(row.blocks == analysis.regimes.at(0).test.blocks);
  CHECK(row.mean.value() - row.mean_low.value() ==
        Approx(row.mean_high.value() - row.mean.value()));
  CHECK(row.mean_low.value() < row.mean.value());
}

TEST_CASE("the family of Holm's correction is every dimension with two eligible labels") {
  test::SampleRun run({.symbols = 2, .bars = 900, .fill_chance = 0.3});
  run.config.output.pairs = {{"volatility", "trend", {}}};
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  REQUIRE(analysis.regimes.size() == 3);
  CHECK(analysis.regimes[2].dimension == "volatility & trend");
  CHECK(analysis.regimes[2].rows.size() == 7);
  for (const analysis::DimensionMetrics& dimension : analysis.regimes) {
    CHECK(dimension.test.family == 3);
    CHECK(dimension.test.can_reject);
    CHECK(dimension.test.p_holm.value() >= dimension.test.p.value());
    CHECK(dimension.test.draws >= 20);
  }
}

TEST_CASE("what was lost between onset and detection is told") {
  test::SampleRun run({.symbols = 1, .bars = 120, .first_step = 0, .fill_chance = 0});
  regime::Dimension mood;
  mood.name = "mood";
  mood.labels = {"good", "bad"};
  const regime::TagColumns written({mood}, {{1}, {1}}, std::vector<std::int64_t>{120});
  std::vector<bm_tag_column> columns(1);
  written.block(0, 0, columns);
  // Good from bar 10 on; bad from 50 on, seen at 54; good again from 80 on, seen at 80.
  for (std::int64_t bar = 10; bar < 120; ++bar) {
    columns[0].category[bar] = bar >= 54 && bar < 80 ? 1 : 0;
    columns[0].onset_bar[bar] = bar == 54 ? 50 : bar;
  }
  run.tags = written.view();
  run.fills = {test::fill_of(run.market, 0, 1, 3, 100, 100, 0)};
  const auto close = [&run](std::size_t bar) { return run.market.symbols[0].bars[bar].close; };
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  const analysis::LateDetection late = analysis.regimes.at(0).late.value();
  CHECK(late.changes == 2);
  CHECK(late.mean_bars == 2);
  CHECK(late.net == Approx(3 * (close(54) - close(50))));
}

TEST_CASE("labels that all bars of a step share are counted as any others are") {
  for (const bm_known_ahead known : {BM_KNOWN_WEEK, BM_KNOWN_DAY}) {
    for (const bool shared : {true, false}) {
      test::SampleRun run({.symbols = 4, .bars = 900, .first_step = 30, .fill_chance = 0.2});
      tag_by_step(run, known, shared);
      const analysis::RunAnalysis analysis = analysis::analyse(run.record());
      const std::vector<double> means = means_by_label(run, analysis, shared);
      for (std::size_t label = 0; label < means.size(); ++label) {
        INFO(label << (shared ? ", shared" : ", but for one bar"));
        CHECK(analysis.regimes.at(0).rows[label].mean.value() == Approx(means[label]));
      }
    }
  }
}

TEST_CASE("the same run has the same numbers on any number of threads") {
  const test::SampleRun run({.symbols = 2, .bars = 500, .fill_chance = 0.3});
  analysis::RunRecord record = run.record();
  const analysis::RunAnalysis first = analysis::analyse(record);
  record.provenance.threads = 1;
  const analysis::RunAnalysis second = analysis::analyse(record);
  CHECK(first.regimes[0].test.p.value() == second.regimes[0].test.p.value());
  CHECK(first.regimes[0].rows[0].mean_low.value() == second.regimes[0].rows[0].mean_low.value());
}

}  // namespace barometer
