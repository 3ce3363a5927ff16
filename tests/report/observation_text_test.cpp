// SPDX-License-Identifier: Apache-2.0
#include "report/observation_text.hpp"

#include <sstream>

#include "analysis/observation_kinds.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

std::vector<analysis::Observation> gaps() {
  std::vector<analysis::Observation> all;
  for (const int missing : {2, 9, 5, 7}) {
    const auto value = static_cast<double>(missing);
    all.push_back({.code = analysis::MissingBars::kCode,
                   .symbol = "S" + std::to_string(missing),
                   .count = missing,
                   .of = 100,
                   .worst = {{.time_ns = core::kDay, .value = value, .severity = value}}});
  }
  return all;
}

}  // namespace

TEST_CASE("where there is nothing to look at that is said") {
  CHECK(report::render_observations({}, {}, 80) == "look at this: nothing\n");
}

TEST_CASE("the three worst places of all symbols stand below the warning of their kind") {
  analysis::MissingBars missing;
  missing.symbols = 4;
  missing.missing = 23;
  missing.venue = "us_equity";
  const std::vector<analysis::Warning> warnings{missing, analysis::SameCloseFills{}};
  const std::string text = report::render_observations(gaps(), warnings, 80);
  INFO(text);
  CHECK(contains(text, "look at this:\n  23 bars that the calendar of us_equity has are missing"));
  const std::size_t worst = text.find("    S9  1970-01-02T00:00:00Z  9 bars: missing behind");
  REQUIRE(worst != std::string::npos);
  CHECK(text.find("    S7  ") > worst);
  CHECK(text.find("    S5  ") > text.find("    S7  "));
  CHECK_FALSE(contains(text, "    S2  "));
  CHECK(contains(text, "  warning: fill: same_close"));
}

TEST_CASE("a kind that no run warns of is counted, with the symbol that has most") {
  std::vector<analysis::Observation> seen = gaps();
  for (analysis::Observation& each : seen) {
    each.code = analysis::kFlatBars;
  }
  const std::string text = report::render_observations(seen, {}, 80);
  CHECK(contains(text,
                 "  23 flat bars of 4 symbols whose four prices are one, most of S9 (9 of 100)\n"));
}

TEST_CASE("lines of long names and texts fit 80 columns") {
  std::vector<analysis::Observation> seen = gaps();
  for (analysis::Observation& each : seen) {
    each.symbol = std::string(40, 'X') + each.symbol;
  }
  std::istringstream lines(report::render_observations(
      seen, std::vector<analysis::Warning>{analysis::TotalReturnPrices{}}, 80));
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(line.size() <= 80);
  }
}

TEST_CASE("each place says why it is one to look at") {
  const auto why = [](std::string_view code, const analysis::ObservedPlace& place) {
    return report::why_of({.code = code, .symbol = "A", .fitting_zone = "Asia/Tokyo"}, place);
  };
  CHECK(why(analysis::SplitLikeJumps::kCode, {.after = 7, .before = 1}) ==
        "a split of 7:1 would explain it");
  CHECK(why(analysis::SplitLikeJumps::kCode, {}) == "no split is so large: mend the price");
  CHECK(why(analysis::JumpsAfterGaps::kCode, {.gap = 400 * core::kDay}) ==
        "after 400 days without a bar: another company's ticker?");
  CHECK(why(analysis::OffHours::kCode, {}) == "closes in no trading hours; as Asia/Tokyo it would");
  CHECK(why(analysis::UnknownTags::kCode, {.text = "trend"}) == "more are needed for trend");
  CHECK(why(analysis::SkippedRows::kCode, {.text = "a.csv:3:5: x"}) == "a.csv:3:5: x");
}

}  // namespace barometer
