// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_difference.hpp"

#include <limits>

#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

// One category of one symbol over four bars, an order in step 1 and its fill in step 2.
backtest::BacktestResult small_run(std::int8_t last_tag, double fill_price) {
  const std::vector<regime::Dimension> dimensions{
      {.name = "trend", .labels = {"down", "up"}, .unit = "", .help = ""}};
  const std::vector<std::int64_t> bars{4};
  backtest::BacktestResult run;
  const regime::TagColumns columns(dimensions, regime::WantedTags::all(dimensions), bars);
  run.tags = columns.view();
  bm_tag_column column{};
  columns.block(0, 0, {&column, 1});
  for (int bar = 0; bar < 4; ++bar) {
    column.category[bar] = bar == 3 ? last_tag : 0;
  }
  orders::OrderRecord order;
  order.step = 1;
  order.quantity = 5;
  run.loop.orders.push_back(order);
  orders::Fill fill;
  fill.step = 2;
  fill.price = fill_price;
  run.loop.fills.push_back(fill);
  return run;
}

std::string difference(const backtest::BacktestResult& a, const backtest::BacktestResult& b,
                       std::int64_t cut_step, backtest::ComparedCounts& compared) {
  const data::MarketData market =
      test_market({{test_bar(0, 1, 1), test_bar(1, 1, 1), test_bar(2, 1, 1), test_bar(3, 1, 1)}});
  return backtest::first_difference(a, b, market, cut_step, compared);
}

}  // namespace

TEST_CASE("equal runs have no difference, and what was compared is counted") {
  backtest::ComparedCounts compared;
  CHECK(difference(small_run(1, 10), small_run(1, 10), 3, compared).empty());
  CHECK(compared.tags == 4);
  CHECK(compared.orders == 1);
  CHECK(compared.fills == 1);
}

TEST_CASE("a different tag is named with its bar and both labels") {
  backtest::ComparedCounts compared;
  const std::string text = difference(small_run(1, 10), small_run(0, 10), 3, compared);
  CHECK(text.find("tag 'trend' of A at bar 3") == 0);
  CHECK(text.find("is up with the true future, down without") != std::string::npos);
}

TEST_CASE("what happens after the cut is not compared") {
  backtest::ComparedCounts compared;
  CHECK(difference(small_run(1, 10), small_run(0, 10), 2, compared).empty());
  CHECK(difference(small_run(1, 10), small_run(1, 11), 1, compared).empty());
  CHECK(difference(small_run(1, 10), small_run(1, 11), 2, compared).find("fill 1:") == 0);
}

TEST_CASE("the runs are called as is said, and whose work it is stands behind") {
  const data::MarketData market =
      test_market({{test_bar(0, 1, 1), test_bar(1, 1, 1), test_bar(2, 1, 1), test_bar(3, 1, 1)}});
  const backtest::ComparedAs as{"the first time", "the second", {"mine"}, "trader"};
  backtest::ComparedCounts compared;
  const backtest::BacktestResult run = small_run(1, 10);
  CHECK(backtest::first_difference(run, small_run(0, 10), market, 3, compared, as)
            .ends_with("is up the first time, down the second (tagger 'mine')"));
  backtest::BacktestResult other = small_run(1, 10);
  other.loop.orders[0].quantity = 6;
  CHECK(backtest::first_difference(run, other, market, 3, compared, as) ==
        "order 1: 5 A at 1970-01-01T00:00:00Z (bar 1) the first time, 6 A at 1970-01-01T00:00:00Z "
        "(bar 1) the second (strategy 'trader')");
}

TEST_CASE("an order for no number of units is the same order") {
  const auto unsized = [] {
    backtest::BacktestResult run = small_run(1, 10);
    run.loop.orders[0].quantity = std::numeric_limits<double>::quiet_NaN();
    return run;
  };
  backtest::ComparedCounts compared;
  CHECK(difference(unsized(), unsized(), 3, compared).empty());
}
