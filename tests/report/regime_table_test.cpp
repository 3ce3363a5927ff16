// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/run_tables.hpp"
#include "report/written.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

TEST_CASE("regimes.csv has a row per label of each dimension and pair") {
  test::SampleRun run;
  run.config.output.pairs = {{"volatility", "trend", {}}};
  const std::string text = test::written_table("regimes", run.record());
  // Labels and unknown: 3 of volatility, 4 of trend, 7 of both; the header.
  CHECK(std::ranges::count(text, '\n') == 15);
  CHECK(barometer_test::contains(text, "\nvolatility,calm,"));
  CHECK(barometer_test::contains(text, "\nvolatility & trend,high & up,"));
}

}  // namespace barometer
