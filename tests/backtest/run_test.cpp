// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/run.hpp>
#include <future>

#include "backtest/small_plan.hpp"
#include "core/timestamp.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;
using backtest::Market;
using backtest::Plan;
using backtest::Result;
using backtest::Tags;
using backtest::Window;

namespace {

std::int64_t day(const char* date) {
  return *core::parse_utc(date);
}

bool same_orders(const Result& a, const Result& b) {
  const auto equal = [](const Result::Order& x, const Result::Order& y) {
    return x.id == y.id && x.symbol == y.symbol && x.time_ns == y.time_ns &&
           x.quantity == y.quantity && x.status == y.status && x.reason == y.reason;
  };
  const auto left = a.orders();
  const auto right = b.orders();
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), equal);
}

bool same_metrics(const Result& a, const Result& b) {
  const auto left = a.metrics();
  const auto right = b.metrics();
  return std::equal(
      left.begin(), left.end(), right.begin(), right.end(),
      [](const auto& x, const auto& y) { return x.key == y.key && x.value == y.value; });
}

void check_same(const Result& a, const Result& b) {
  CHECK(a.fingerprint() == b.fingerprint());
  CHECK(same_orders(a, b));
  CHECK(same_metrics(a, b));
}

}  // namespace

TEST_CASE("shared tags, threads and tagging in step change no bit of a run") {
  const Plan plan = small_plan();
  const Market market = Market::load(plan);
  const Result alone = backtest::run(plan, market, Window{}, {.threads = 1});
  CHECK(alone.fills().size() > 10);
  check_same(alone, backtest::run(plan, market, Window{}, {.threads = 3}));
  check_same(alone, backtest::run(plan, market, Tags::compute_all(plan, market)));
  const Plan in_step = small_plan({"run.tagging=in_step"});
  check_same(alone, backtest::run(in_step, market));
}

TEST_CASE("two strategies on two threads share a market and its tags") {
  const std::vector<Plan> plans{small_plan(), small_plan({kOtherStrategy})};
  const Market market = Market::load(plans[0]);
  const Tags tags = Tags::compute(plans, market);
  std::vector<std::future<Result>> runs;
  for (const Plan& plan : plans) {
    runs.push_back(std::async(std::launch::async, [&market, &tags, plan] {
      return backtest::run(plan, market, tags, Window{}, {.threads = 1});
    }));
  }
  for (std::size_t i = 0; i < plans.size(); ++i) {
    check_same(runs[i].get(), backtest::run(plans[i], Market::load(plans[i])));
  }
}

// Neither the market nor the tags are made for one of them: each column that both want and nobody
// has computed yet is computed while both run.
TEST_CASE("runs that share tags compute what is missing at once, with the bits of one alone") {
  const Plan few = small_plan({kOtherStrategy, "output.regimes=[session]"});
  const Plan plan = small_plan({"strategy.when=[{if: {volatility: extreme}, then: flatten}]"});
  const Market market = Market::load(few);
  const Result alone = backtest::run(plan, market);
  for (int repeat = 0; repeat < 3; ++repeat) {
    const Tags tags = Tags::compute({&few, 1}, market);
    std::vector<std::future<Result>> runs;
    for (int i = 0; i < 3; ++i) {
      runs.push_back(std::async(std::launch::async, [&market, &tags, plan] {
        return backtest::run(plan, market, tags, Window{}, {.threads = 2});
      }));
    }
    for (std::future<Result>& run : runs) {
      check_same(run.get(), alone);
    }
  }
}

TEST_CASE("a window gives the bits of a run whose config states its period") {
  const Plan plan = small_plan();
  const Market market = Market::load(plan);
  const Tags tags = Tags::compute_all(plan, market);
  const Window window{day("2022-02-10"), day("2022-02-20")};
  const Plan stated = small_plan({"data.from=2022-02-10", "data.to=2022-02-20"});
  const Result own = backtest::run(stated, Market::load(stated));
  CHECK(own.equity().size() == 240);
  CHECK(own.equity().back().time_ns == *window.to_ns);
  check_same(own, backtest::run(plan, market, window));
  check_same(own, backtest::run(plan, market, tags, window));
}

TEST_CASE("a window in which no symbol has a bar is rejected") {
  const Plan plan = small_plan();
  const Market market = Market::load(plan);
  const auto error = thrown_by([&] {
    backtest::run(plan, market, Window{day("2023-01-01"), std::nullopt});
  });
  REQUIRE(error);
  CHECK(error->faults().size() == 3);
  CHECK(thrown_by([&] { backtest::run(plan, market, Window{{}, day("2021-01-01")}); }));
}

TEST_CASE("a run ends when it is stopped and leaves the library usable") {
  const Plan plan = small_plan();
  const Market market = Market::load(plan);
  std::atomic<bool> stop{true};
  const auto error = thrown_by([&] { backtest::run(plan, market, Window{}, {.stop = &stop}); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::interrupted);
  stop = false;
  CHECK(backtest::run(plan, market, Window{}, {.stop = &stop}).equity().size() == 1500);
}

TEST_CASE("a watched run has the bits of an unwatched one") {
  const Plan plan = small_plan();
  const Market market = Market::load(plan);
  std::atomic<int> calls{0};
  check_same(backtest::run(plan, market),
             backtest::run(plan, market, Window{}, {.progress = [&calls](double share) {
                             calls += share >= 0 && share <= 1 ? 0 : 1;
                           }}));
  CHECK(calls == 0);
}

TEST_CASE("check finds what only the data can tell") {
  const Plan plan = small_plan({"output.benchmark=NONE"});
  const Market market = Market::load(plan);
  CHECK(mentions(thrown_by([&] { backtest::check(plan, market); }), "output.benchmark"));
  backtest::check(small_plan(), market);
}
