// SPDX-License-Identifier: Apache-2.0
#include "app/compare_text.hpp"

#include <sstream>
#include <string>

#include "core/safe_text.hpp"
#include "report/folded.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::string rendered(double low, double high, double per_year) {
  study::RunComparison comparison;
  comparison.fills_missing = "run 1 has no run folder with fills.csv";
  comparison.regimes_missing =
      "run 1 has no run folder with tags.csv (output.tags: true writes it)";
  comparison.sessions = 1'234'567;
  comparison.sessions_per_year = per_year;
  comparison.difference = stats::SharpeDifference{
      .difference = (low + high) / 2, .standard_error = 0.01, .low = low, .high = high, .p = 0.04};
  study::ComparedRun run;
  run.returns_from = "UTC days of equity.csv";
  study::ComparedRun other;
  other.returns_from = "session ends, from the run store";
  return app::render_comparison(run, other, comparison, {});
}

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("an interval says which run had the higher ratio, or that neither had") {
  CHECK(contains(rendered(0.02, 0.04, 400), "A had the higher ratio"));
  CHECK(contains(rendered(-0.04, -0.02, 400), "B had the higher ratio"));
  CHECK(contains(rendered(-0.02, 0.04, 400), "as large a difference in 4 % of cases"));
}

TEST_CASE("figures are a year's, or a session's with more decimals") {
  CHECK(contains(rendered(0.02, 0.04, 400), "a year: 0.60, 95 % 0.40 to 0.80, p 0.040"));
  CHECK(contains(rendered(0.02, 0.04, 0), "a session: 0.0300, 95 % 0.0200 to 0.0400, p 0.040"));
}

TEST_CASE("lines but those of names fit 80 columns") {
  for (const double low : {0.02, -0.06, -0.02}) {
    std::istringstream lines(report::folded(rendered(low, low + 0.03, 365), 80));
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(core::display_width(line) <= 80);
    }
  }
}
