// SPDX-License-Identifier: Apache-2.0
#include "report/regime_picture.hpp"

#include <array>

#include "data/market_data.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

TEST_CASE("the picture of the regimes names its symbols, dimensions and title") {
  const test::SampleRun run({.symbols = 2, .bars = 100});
  const std::array<std::size_t, 2> dimensions{0, 2};
  const std::string svg = report::draw_regimes(run.market, run.tags, dimensions, "a title");
  CHECK(svg.starts_with("<svg"));
  for (const char* wanted : {"a title", "COIN0", "COIN1", "volatility", "trend", "bars of 1h"}) {
    INFO(wanted);
    CHECK(contains(svg, wanted));
  }
}

TEST_CASE("names of symbols cannot leave their text element") {
  test::SampleRun run({.symbols = 1, .bars = 100});
  run.market.symbols[0].name = "<script>";
  const std::array<std::size_t, 1> dimensions{0};
  CHECK_FALSE(contains(report::draw_regimes(run.market, run.tags, dimensions, "t"), "<script>"));
}

}  // namespace barometer
