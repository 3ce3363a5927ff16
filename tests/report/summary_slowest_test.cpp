// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

analysis::SlowBars one_slow_step() {
  analysis::SlowBar bar;
  bar.step.bars = 3;
  bar.step.stage_ns = {3000, 100, 100, 100, 2600, 100};
  bar.time_ns = core::kHour;
  bar.symbols = {{"AAA", {"high"}}, {"BBB", {"calm"}}, {"CCC", {"high"}}};
  return {{"volatility"}, {bar}};
}

}  // namespace

TEST_CASE("a slow step is shown per bar, with its main stage, its symbols and their labels") {
  const std::string text = report::summary::slowest(one_slow_step(), report::Style{});
  CHECK(contains(text, "slowest, closed at"));
  CHECK(contains(text, "1970-01-01T01:00:00Z  1.00 us  strategy 87 %  3 symbols  high 2, calm 1"));
}

TEST_CASE("without slow bars there is no table") {
  CHECK(report::summary::slowest({}, report::Style{}).empty());
}

}  // namespace barometer
