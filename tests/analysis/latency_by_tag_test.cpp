// SPDX-License-Identifier: Apache-2.0
#include "analysis/latency_by_tag.hpp"

#include <vector>

#include "data/market_data.hpp"
#include "regime/tag_view.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using test::SampleRun;

std::size_t first_category(const regime::TagView& tags) {
  std::size_t d = 0;
  while (tags.dimensions()[d].kind != BM_DIMENSION_CATEGORY || !tags.wanted(d)) {
    ++d;
  }
  return d;
}

std::int64_t bar_index(const data::MarketData& market, core::SymbolIndex symbol,
                       core::Timestamp time) {
  const auto& bars = market.symbols[symbol].bars;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (bars[i].close_time_ns == time) {
      return static_cast<std::int64_t>(i);
    }
  }
  return -1;
}

bool has_label(const SampleRun& run, std::int64_t step, std::size_t dimension, int label) {
  for (const core::SymbolIndex symbol : run.market.timeline.active(step)) {
    const auto bar = bar_index(run.market, symbol, run.market.timeline.time(step));
    if (run.tags.category(symbol, dimension)[static_cast<std::size_t>(bar)] == label) {
      return true;
    }
  }
  return false;
}

// Every step takes 100 ns a bar, those in which a bar has the label `slow` 1,000; the first 20 are
// warm-up and take longer still.
SampleRun run_slow_in(int slow, std::size_t dimension) {
  SampleRun run;
  latency::LatencyReport& latency = run.latency;
  latency.metered = true;
  latency.warmup_steps = 20;
  for (std::int64_t step = 0; step < run.market.timeline.steps(); ++step) {
    const auto bars = static_cast<std::uint32_t>(run.market.timeline.active(step).size());
    const std::int64_t per_bar = step < 20                               ? 50'000
                                 : has_label(run, step, dimension, slow) ? 1'000
                                                                         : 100;
    latency.trace.push_back({per_bar * bars, static_cast<std::uint32_t>(step), bars});
  }
  return run;
}

}  // namespace

TEST_CASE("a strategy that is slow in one regime is seen to be") {
  const SampleRun probe;
  const std::size_t dimension = first_category(probe.tags);
  const SampleRun run = run_slow_in(1, dimension);
  const auto tables =
      analysis::latency_by_tag(run.market, run.tags, std::vector{dimension}, run.latency);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].dimension == run.tags.dimensions()[dimension].name);
  CHECK(tables[0].rows.back().label == "unknown");
  CHECK(tables[0].rows[1].p50_ns.value() == Approx(1'000).epsilon(0.001));
  for (std::size_t label = 0; label < tables[0].rows.size(); ++label) {
    std::int64_t expected = 0;
    const int tag = label + 1 < tables[0].rows.size() ? static_cast<int>(label) : BM_TAG_UNKNOWN;
    for (std::int64_t step = 20; step < run.market.timeline.steps(); ++step) {
      expected += has_label(run, step, dimension, tag) ? 1 : 0;
    }
    CAPTURE(label);
    CHECK(tables[0].rows[label].steps == expected);
  }
}

TEST_CASE("a run that was not metered has no latency by regime") {
  const SampleRun run;
  const std::vector<std::size_t> dimensions{first_category(run.tags)};
  CHECK(analysis::latency_by_tag(run.market, run.tags, dimensions, run.latency).empty());
}

TEST_CASE("a slow bar is reported with its time, its symbols and their tags") {
  SampleRun run;
  const std::size_t dimension = first_category(run.tags);
  latency::SlowStep slow;
  slow.step = 150;
  slow.bars = static_cast<std::int64_t>(run.market.timeline.active(150).size());
  slow.stage_ns = {600, 100, 100, 100, 200, 100};
  run.latency.slowest = {slow};
  const analysis::SlowBars bars =
      analysis::slow_bars(run.market, run.tags, std::vector{dimension}, run.latency);
  REQUIRE(bars.bars.size() == 1);
  const analysis::SlowBar& bar = bars.bars.front();
  CHECK(bar.time_ns == run.market.timeline.time(150));
  CHECK(bar.per_bar_ns() == 600.0 / static_cast<double>(slow.bars));
  REQUIRE(bar.symbols.size() == static_cast<std::size_t>(slow.bars));
  std::size_t i = 0;
  for (const core::SymbolIndex symbol : run.market.timeline.active(150)) {
    CHECK(bar.symbols[i].symbol == run.market.symbols[symbol].name);
    const auto at = bar_index(run.market, symbol, bar.time_ns);
    const int tag = run.tags.category(symbol, dimension)[static_cast<std::size_t>(at)];
    const auto& labels = run.tags.dimensions()[dimension].labels;
    CHECK(bar.symbols[i].tags.front() ==
          (tag < 0 ? "unknown" : labels[static_cast<std::size_t>(tag)]));
    ++i;
  }
}

}  // namespace barometer
