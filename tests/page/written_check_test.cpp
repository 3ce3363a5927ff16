// SPDX-License-Identifier: Apache-2.0
#include "page/written_check.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"
#include "written_sample.hpp"

namespace barometer {

namespace {

using barometer_test::contains;
using test::WrittenSample;

// Line `number`, the first of which is 1, with another value in the cell that is counted from 0.
std::string with_cell(const std::string& text, std::size_t number, std::size_t cell,
                      const std::string& value) {
  std::size_t at = 0;
  for (; number > 1; --number) {
    at = text.find('\n', at) + 1;
  }
  for (; cell > 0; --cell) {
    at = text.find(',', at) + 1;
  }
  std::string changed = text;
  return changed.replace(at, text.find_first_of(",\n", at) - at, value);
}

std::string refused_with(const char* file, std::size_t line, std::size_t cell,
                         const std::string& value) {
  const WrittenSample sample;
  sample.write(file, with_cell(sample.text(file), line, cell, value));
  return sample.refused();
}

}  // namespace

TEST_CASE("a number that was changed in a row is found by the figures of run.json") {
  CHECK(contains(refused_with("equity.csv", 100, 3, "1234567"),
                 "equity.csv: its rows are not those of run.json: average_gross_exposure"));
  CHECK(contains(refused_with("equity.csv", 100, 2, "1"), "equity.csv:100: equity is 1, and cash"));
  CHECK(contains(refused_with("equity.csv", 371, 2, "1"), "total_return"));
  CHECK(contains(refused_with("trades.csv", 2, 7, "1000"), "trades.csv: its rows are not those"));
  CHECK(contains(refused_with("trades.csv", 2, 14, "-0.9"), "average_mae"));
  CHECK(contains(refused_with("orders.csv", 2, 16, "cancelled"), "orders.csv: its rows are not"));
}

TEST_CASE("every file that is of another run is named") {
  const WrittenSample sample;
  sample.write("equity.csv", with_cell(sample.text("equity.csv"), 371, 2, "1"));
  sample.write("trades.csv", with_cell(sample.text("trades.csv"), 2, 7, "1000"));
  CHECK(contains(sample.refused(), "equity.csv: "));
  CHECK(contains(sample.refused(), "trades.csv: "));
}

TEST_CASE("figures that cannot be read back are refused by their place in run.json") {
  const WrittenSample sample;
  sample.replace("run.json", "\"total_costs\": ", "\"total_costs\": 7.5, \"former\": ");
  const std::string said = sample.refused();
  CHECK(contains(said, "run.json: /metrics/total_costs is 7.5, which this version does not read"));
}

}  // namespace barometer
