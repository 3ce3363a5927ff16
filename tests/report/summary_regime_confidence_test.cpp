// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

std::string confidence_of(std::optional<double> p, std::optional<double> p_holm) {
  const test::SampleRun run;
  analysis::RunAnalysis analysis;
  analysis::DimensionMetrics dimension;
  dimension.dimension = "volatility";
  dimension.rows.resize(1);
  dimension.rows[0].label = "calm";
  dimension.rows[0].episodes = 3;
  dimension.test.p = p;
  dimension.test.p_holm = p_holm;
  analysis.regimes = {dimension};
  return report::summary::regime_confidence(run.record(), analysis, report::Style{});
}

}  // namespace

TEST_CASE("a dimension matters where its adjusted p-value is at most 5 percent") {
  CHECK(contains(confidence_of(0.01, 0.05), "volatility matters: p 0.0100, 0.0500"));
  CHECK(contains(confidence_of(0.01, 0.06), "volatility does not show that it matters"));
}

TEST_CASE("a dimension without a test says so, a label without an interval is insufficient") {
  const std::string text = confidence_of({}, {});
  CHECK(contains(text, "volatility: too little to test whether it matters"));
  CHECK(contains(text, "insufficient"));
}

}  // namespace barometer
