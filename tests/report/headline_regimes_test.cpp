// SPDX-License-Identifier: Apache-2.0
#include "report/headline_regimes.hpp"

#include <algorithm>

#include "report/sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

constexpr int kLabels = 6;

// One dimension of six labels that made 1, -2, 3, -4, 5 and -6.
analysis::RunAnalysis six_labels() {
  analysis::RunAnalysis analysis;
  analysis::RegimeTable table{.dimension = "mood", .rows = {}};
  analysis::DimensionMetrics metrics;
  metrics.dimension = "mood";
  for (int i = 1; i <= kLabels; ++i) {
    analysis::RegimeRow row;
    row.label = "label_" + std::to_string(i);
    row.bars = 10;
    row.share = 0.1;
    row.net = i % 2 == 1 ? i : -i;
    table.rows.push_back(row);
    analysis::RegimeMetrics found;
    found.label = row.label;
    found.mean = 1e-4 * i;
    metrics.rows.push_back(found);
  }
  analysis.attribution.tables = {table};
  analysis.regimes = {metrics};
  return analysis;
}

std::string regimes_of(const analysis::RunAnalysis& analysis, std::size_t room) {
  const test::SampleRun run;
  return report::headline::regimes(run.record(), analysis, report::Style{.width = 80}, room);
}

}  // namespace

TEST_CASE("labels stand in the order of the money that they made or lost, with mean and money") {
  const std::string text = regimes_of(six_labels(), 20);
  CHECK(text.find("label_6") < text.find("label_5"));
  CHECK(text.find("label_2") < text.find("label_1"));
  CHECK(contains(text, "-6.00"));
  CHECK(contains(text, "+6.000"));  // mean, in bps
  CHECK_FALSE(contains(text, "others"));
}

TEST_CASE("labels that find no room are summed up in one row") {
  // Room for six: head, verdict, three labels (-6, +5, -4) and the others: 3 - 2 + 1 on 30 %.
  const std::string text = regimes_of(six_labels(), 6);
  INFO(text);
  CHECK(std::ranges::count(text, '\n') == 6);
  CHECK(contains(text, "label_4"));
  CHECK_FALSE(contains(text, "label_3"));
  CHECK(contains(text, "3 others"));
  CHECK(contains(text, "30.0 %"));
  CHECK(contains(text, "+2.00"));
}

TEST_CASE("of two dimensions one is left out where there is no room for both, then both") {
  analysis::RunAnalysis analysis = six_labels();
  analysis.attribution.tables.push_back(analysis.attribution.tables.front());
  analysis.attribution.tables.back().dimension = "season";
  analysis.regimes.push_back(analysis.regimes.front());
  analysis.regimes.back().dimension = "season";
  CHECK(contains(regimes_of(analysis, 7), "season"));
  CHECK(std::ranges::count(regimes_of(analysis, 7), '\n') == 7);
  CHECK_FALSE(contains(regimes_of(analysis, 6), "season"));
  CHECK(contains(regimes_of(analysis, 6), "mood"));
  CHECK(regimes_of(analysis, 3).empty());
}

TEST_CASE("a dimension says what its test found") {
  analysis::RunAnalysis analysis = six_labels();
  CHECK(contains(regimes_of(analysis, 20), "  mood not tested\n"));
  analysis::RegimeTest& test = analysis.regimes.front().test;
  test.p = 0.01;
  test.p_holm = 0.02;
  test.family = 2;
  CHECK(contains(regimes_of(analysis, 20), "mood cannot show that it matters: p 0.0100"));
  test.can_reject = true;
  CHECK(contains(regimes_of(analysis, 20), "mood matters: p 0.0100, 0.0200 among 2 (Holm)"));
  test.p_holm = 0.06;
  CHECK(contains(regimes_of(analysis, 20), "mood does not show that it matters"));
}

}  // namespace barometer
