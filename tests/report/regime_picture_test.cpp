// SPDX-License-Identifier: Apache-2.0
#include "report/regime_picture.hpp"

#include <array>
#include <string>
#include <vector>

#include "chart/picture_text.hpp"
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

TEST_CASE("every word of it can be read on a phone, of any market") {
  struct Market {
    std::size_t symbols;
    std::int64_t bars;
    double price;
    std::string name;
  };

  const std::string japanese =
      "\u30c8\u30e8\u30bf\u81ea\u52d5\u8eca\u682a\u5f0f\u4f1a\u793e\u306e\u666e\u901a\u682a"
      "\u5f0f\u3068\u305d\u306e\u4ed6\u306e\u682a\u5f0f\u306e\u6307\u6570";
  for (const Market& each :
       {Market{1, 100, 1, "A"}, Market{1, 1, 1, japanese}, Market{505, 3, 1, "A"},
        Market{2, 50, 1e-9, std::string(80, 'W')}, Market{1, 50, 1e10, "A B"}}) {
    INFO(each.symbols << " symbols of " << each.bars << " bars, " << each.name);
    test::SampleRun run(
        {.symbols = each.symbols, .bars = each.bars, .stagger = 0, .first_step = 0});
    run.market.symbols[0].name = each.name;
    for (data::BarRow& bar : run.market.symbols[0].view_bars) {
      bar.close *= each.price;
    }
    const std::vector<std::size_t> dimensions{0, 2};
    barometer_test::check_phone(
        report::draw_regimes(run.market, run.tags, dimensions, each.name + " " + japanese));
    barometer_test::check_phone(report::draw_regimes(run.market, run.tags, {}, "no lanes"));
  }
}

TEST_CASE("names of symbols cannot leave their text element") {
  test::SampleRun run({.symbols = 1, .bars = 100});
  run.market.symbols[0].name = "<script>";
  const std::array<std::size_t, 1> dimensions{0};
  CHECK_FALSE(contains(report::draw_regimes(run.market, run.tags, dimensions, "t"), "<script>"));
}

}  // namespace barometer
