// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include <regex>

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

analysis::DimensionMetrics tested(std::optional<double> p, std::optional<double> p_holm) {
  analysis::DimensionMetrics dimension;
  dimension.dimension = "volatility";
  dimension.rows.resize(1);
  dimension.rows[0].label = "calm";
  dimension.rows[0].episodes = 3;
  dimension.rows[0].blocks = 4;
  dimension.test = {.eligible = 3,
                    .family = 2,
                    .block_steps = 24,
                    .blocks = 180,
                    .draws = 1204,
                    .statistic = 2.5,
                    .p = p,
                    .p_holm = p_holm,
                    .can_reject = true};
  return dimension;
}

std::string confidence_of(const analysis::DimensionMetrics& dimension) {
  const test::SampleRun run;
  analysis::RunAnalysis analysis;
  analysis.regimes = {dimension};
  const std::string text =
      report::summary::regime_confidence(run.record(), analysis, report::Style{});
  // Without the breaks between lines.
  return std::regex_replace(text, std::regex("\n +"), " ");
}

}  // namespace

TEST_CASE("a dimension matters where its adjusted p-value is at most 5 percent") {
  CHECK(contains(confidence_of(tested(0.01, 0.05)),
                 "volatility matters: p 0.0100, 0.0500 among 2 dimensions (Holm); 1,204 draws, "
                 "blocks of 24 steps"));
  CHECK(contains(confidence_of(tested(0.01, 0.06)), "volatility does not show that it matters"));
}

TEST_CASE("a label without an interval says what is missing") {
  analysis::DimensionMetrics dimension = tested(0.5, 0.5);
  CHECK(contains(confidence_of(dimension), "4 of 10 blocks"));
  dimension.rows[0].blocks = 30;
  dimension.rows[0].sufficient = true;
  dimension.rows[0].mean_low = -0.00012;
  dimension.rows[0].mean_high = 0.00034;
  CHECK(contains(confidence_of(dimension), "never held"));
  dimension.rows[0].exposure = 0.5;
  CHECK(contains(confidence_of(dimension), "-1.200 to +3.400"));
}

TEST_CASE("a label is named of which one block makes half of the spread or more") {
  analysis::DimensionMetrics dimension = tested(0.5, 0.5);
  dimension.rows.push_back(dimension.rows[0]);
  dimension.rows[0].largest_block = 0.49;
  dimension.rows[1].label = "wild";
  CHECK_FALSE(contains(confidence_of(dimension), "one block makes"));
  dimension.rows[1].largest_block = 0.951;
  CHECK(contains(confidence_of(dimension),
                 "volatility: one block makes most of the spread of wild (95.1 %): no interval"));
  dimension.rows[0].largest_block = 0.5;
  CHECK(contains(confidence_of(dimension), "of calm (50.0 %), wild (95.1 %): no"));
}

TEST_CASE("a dimension that was not tested, or cannot reject, says why") {
  analysis::DimensionMetrics dimension = tested({}, {});
  CHECK(contains(confidence_of(dimension), "volatility: not tested, as no value differs"));
  dimension.test.eligible = 1;
  CHECK(
      contains(confidence_of(dimension),
               "volatility: not tested, as it takes 2 labels that have 10 blocks and 30 bars, and "
               "as much without them: 1 has; 180 blocks in all"));
  dimension.test.eligible = 0;
  CHECK(contains(confidence_of(dimension), "none has; 180 blocks in all"));
  dimension = tested(0.004, 0.12);
  dimension.test.can_reject = false;
  dimension.test.family = 26;  // 2^-9 is above .05 / 26
  dimension.test.fewest_blocks = 10;
  CHECK(contains(confidence_of(dimension),
                 "volatility cannot show that it matters: a label or its rest is in 10 blocks "
                 "alone, and among 26 dimensions no p can be that small; p 0.0040"));
}

TEST_CASE("what being late cost is told by dimension") {
  analysis::DimensionMetrics dimension = tested(0.5, 0.5);
  CHECK_FALSE(contains(confidence_of(dimension), "late"));
  dimension.late = analysis::LateDetection{.changes = 12, .mean_bars = 4.25, .net = -120.5};
  CHECK(contains(confidence_of(dimension),
                 "volatility: 12 changes seen 4.2 bars late on average, net in between -120.50"));
}

}  // namespace barometer
