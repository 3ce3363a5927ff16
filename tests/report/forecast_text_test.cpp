// SPDX-License-Identifier: Apache-2.0
#include "report/forecast_text.hpp"

#include "report/style.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

// What is printed where there is one: tests/app/regimes_command_test.cpp.
TEST_CASE("a market whose taggers forecast nothing has no table of forecasts") {
  const test::SampleRun run({.symbols = 1, .bars = 100});
  CHECK(report::render_forecast(run.market, run.tags, report::Style{}) == "");
}

}  // namespace barometer
