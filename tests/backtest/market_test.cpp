// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/market.hpp>

#include "backtest/market_state.hpp"
#include "backtest/small_plan.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a market tells its symbols, bars and steps") {
  const backtest::Market market = backtest::Market::load(small_plan());
  CHECK(market.symbols().size() == 3);
  CHECK(market.bars(2) == 1500);
  CHECK(market.steps() == 1500);
  CHECK(market.step_time_ns(1) - market.step_time_ns(0) == core::kHour);
  CHECK(market.hash().size() == 32);
  CHECK_THROWS_AS(market.bars(3), std::out_of_range);
}

TEST_CASE("threads change no bar, and the progress ends at all of the work") {
  double last = 0;
  const backtest::Market one = backtest::Market::load(small_plan(), {.threads = 1});
  const backtest::Market many = backtest::Market::load(
      small_plan(), {.threads = 3, .progress = [&last](double share) { last = share; }});
  CHECK(one.hash() == many.hash());
  CHECK(last == 1);
}

TEST_CASE("loading ends when it is stopped") {
  const std::atomic<bool> stop{true};
  const auto error = thrown_by([&] { backtest::Market::load(small_plan(), {.stop = &stop}); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::interrupted);
}

TEST_CASE("plans of the same data share a market, others are rejected") {
  const backtest::Market market = backtest::Market::load(small_plan());
  backtest::require_same_data(small_plan({kOtherStrategy}), market);
  backtest::require_same_data(small_plan({"data.from=2022-01-03"}), market);
  CHECK(
      mentions(thrown_by([&] { require_same_data(small_plan({"data.synthetic.seed=6"}), market); }),
               "another `data` group"));
}
