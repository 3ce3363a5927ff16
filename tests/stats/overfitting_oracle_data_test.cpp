// SPDX-License-Identifier: Apache-2.0
// Overfitting of the trials that everybody compares by, beside the second implementation.
#include <cstdlib>
#include <string>

#include "stats/overfitting_check.hpp"
#include "stats/trial_file.hpp"

namespace barometer {

namespace {

std::vector<std::vector<double>> golden_columns() {
  const char* const data = std::getenv("BAROMETER_DATA");
  const test::TrialFile file = test::read_trials(
      std::string(data == nullptr ? "../shared/data" : data) + "/../golden/trials_1000x20.csv");
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i * file.periods < file.values.size(); ++i) {
    const auto row = file.rows().row(i);
    columns.emplace_back(row.begin(), row.end());
  }
  return columns;
}

}  // namespace

TEST_CASE(
    "overfitting of 1,000 periods of 20 trials is the oracle's in every half, and published") {
  const auto columns = golden_columns();
  if (columns.empty()) {
    WARN("skipped: there is no golden/trials_1000x20.csv beside the market data");
    return;
  }
  REQUIRE(columns.size() == 20);
  REQUIRE(columns.front().size() == 1'000);
  CHECK(test::check_overfitting(columns, 8).probability == Approx(0.785714).margin(5e-7));
  CHECK(test::check_overfitting(columns, 10).probability == Approx(0.873016).margin(5e-7));
  CHECK(test::check_overfitting(columns, 16).probability == Approx(0.834654).margin(5e-7));
}

}  // namespace barometer
