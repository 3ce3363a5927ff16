// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

TEST_CASE("labels that no bar had are left out of the regimes") {
  const test::SampleRun run;
  analysis::RunAnalysis analysis;
  analysis::RegimeRow calm;
  calm.label = "calm";
  calm.bars = 10;
  calm.share = 1;
  calm.net = 12.5;
  analysis::RegimeRow never;
  never.label = "never_seen";
  analysis.attribution.tables = {{"volatility", {calm, never}}};
  const std::string text = report::summary::regimes(run.record(), analysis, report::Style{});
  CHECK(contains(text, "calm"));
  CHECK(contains(text, "+12.50"));
  CHECK(contains(text, "all bars"));
  CHECK_FALSE(contains(text, "never_seen"));
  CHECK(contains(text, "net, money"));
  CHECK_FALSE(contains(text, "Known beforehand"));
}

TEST_CASE("where the data have quotes the table says what they cost and how wide they were") {
  const test::SampleRun run;
  analysis::RunAnalysis analysis;
  analysis::RegimeRow calm;
  calm.label = "calm";
  calm.bars = 10;
  calm.costs = 8;
  calm.spread_cost = 7.25;
  calm.quoted_bps = 1.375;
  analysis.attribution.tables = {{"volatility", {calm}}};
  std::string text = report::summary::regimes(run.record(), analysis, report::Style{});
  CHECK_FALSE(contains(text, "spread, money"));  // of a run without quotes
  analysis.attribution.total.spread_cost = 7.25;
  text = report::summary::regimes(run.record(), analysis, report::Style{});
  CHECK(contains(text, "spread, money"));
  CHECK(contains(text, "quoted, bps"));
  CHECK(contains(text, "7.25"));
  CHECK(contains(text, "1.38"));
  CHECK(contains(text, "its mean width"));
}

TEST_CASE("labels that are known beforehand are said to be the bar's own") {
  test::SampleRun run;
  run.config.broker.currency = "USD";
  analysis::RunAnalysis analysis;
  analysis.reported = {
      {"session", {"core", "gap"}, {{.name = "session", .labels = 1, .own_bar = true}}}};
  analysis::RegimeRow core;
  core.label = "core";
  core.bars = 1;
  analysis::RegimeRow gap;
  analysis.attribution.tables = {{"session", {core, gap, {}}}};
  std::string text = report::summary::regimes(run.record(), analysis, report::Style{});
  CHECK(contains(text, "net, USD"));
  CHECK(contains(text, "Known beforehand are session"));
  CHECK_FALSE(contains(text, "gap:"));
  analysis.reported[0].sides[0].gap = true;
  analysis.attribution.tables[0].rows[1].bars = 1;
  text = report::summary::regimes(run.record(), analysis, report::Style{});
  CHECK(contains(text, "gap: from the last close"));
}

TEST_CASE("a side of a pair that is known beforehand is said to be the bar's own") {
  const test::SampleRun run;
  analysis::RunAnalysis analysis;
  analysis.reported = {{"volatility & session",
                        {"calm & core", "calm & gap"},
                        {{.name = "volatility", .labels = 1},
                         {.name = "session", .labels = 1, .own_bar = true, .gap = true}}}};
  analysis::RegimeRow core;
  core.label = "calm & core";
  core.bars = 1;
  analysis.attribution.tables = {{"volatility & session", {core, {}, {}}}};
  std::string text = report::summary::regimes(run.record(), analysis, report::Style{});
  CHECK(contains(text, "Known beforehand are session:"));
  CHECK_FALSE(contains(text, "gap:"));
  analysis.attribution.tables[0].rows[1].bars = 1;
  text = report::summary::regimes(run.record(), analysis, report::Style{});
  CHECK(contains(text, "gap: from the last close"));
}

}  // namespace barometer
