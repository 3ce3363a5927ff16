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
}

}  // namespace barometer
