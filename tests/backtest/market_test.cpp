// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/market.hpp>

#include "backtest/market_state.hpp"
#include "backtest/small_plan.hpp"
#include "data/market_data.hpp"
#include "support/arrow_table.hpp"
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

namespace {

// A bar an hour, from 2024 on.
std::vector<ArrowColumn> hours_of(std::size_t count) {
  std::vector<std::int64_t> times;
  std::vector<double> prices;
  for (std::size_t i = 0; i < count; ++i) {
    times.push_back(1'704'067'200'000 + static_cast<std::int64_t>(i) * 3'600'000);
    prices.push_back(100 + static_cast<double>(i % 17));
  }
  std::vector<ArrowColumn> columns{column_of("timestamp", "tsm:UTC", times)};
  for (const char* name : {"open", "high", "low", "close", "volume"}) {
    columns.push_back(column_of(name, "g", prices));
  }
  return columns;
}

const std::string kTable =
    "data: {source: table, bar: 1h, time: {stamp: open}}\n"
    "strategy: {plugin: sma_cross, params: {fast: 3, slow: 9}}\n";

backtest::Plan table_plan(const std::string& yaml = kTable) {
  return backtest::Plan::parse(
      yaml,
      {.file = "table.yaml", .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
}

}  // namespace

TEST_CASE("rows in memory are a market, and runs of it are as those of any other") {
  ArrowProducer producer(hours_of(300), {{0, 100}, {100, 200}});
  const backtest::Plan plan = table_plan();
  const backtest::Market market =
      backtest::Market::of(plan, {{.symbol = "A", .stream = producer.stream()}});
  CHECK(producer.alive() == 0);  // it is a copy
  CHECK(market.symbols() == std::vector<std::string>{"A"});
  CHECK(market.bars(0) == 300);
  CHECK(market.step_time_ns(0) == 1'704'070'800'000 * core::kMillisecond);
  CHECK_FALSE(backtest::run(plan, market).fills().empty());
}

TEST_CASE("every table's faults are told at once, and every stream is released") {
  std::vector<ArrowColumn> bad = hours_of(5);
  bad[2].known = {true, true, false, true, true};
  ArrowProducer one(bad, {{0, 5}});
  ArrowProducer two(bad, {{0, 5}});
  ArrowProducer failing(hours_of(2), {{0, 2}}, "gone");
  const backtest::Plan plan = table_plan();
  const auto error = thrown_by([&] {
    backtest::Market::of(plan, {{.symbol = "A", .name = "A", .stream = one.stream()},
                                {.symbol = "B", .name = "B", .stream = two.stream()}});
  });
  CHECK(mentions(error, "A:3:3: high is empty"));
  CHECK(mentions(error, "B:3:3: high is empty"));
  CHECK(mentions(thrown_by([&] {
                   backtest::Market::of(plan, {{.symbol = "A", .stream = failing.stream()},
                                               {.symbol = "B", .stream = two.stream()}});
                 }),
                 "its rows cannot be had: gone"));
  CHECK(one.alive() + two.alive() + failing.alive() == 0);
}

TEST_CASE("a plan reads its own data or what is handed over, never either of the two") {
  ArrowProducer producer(hours_of(5), {{0, 5}});
  CHECK(mentions(
      thrown_by([&] { backtest::Market::of(small_plan(), {{.stream = producer.stream()}}); }),
      "say data.source: table"));
  CHECK(producer.alive() == 0);
  CHECK(mentions(thrown_by([&] { backtest::Market::load(table_plan()); }),
                 "reads rows that a program hands over"));
}
