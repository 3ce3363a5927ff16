// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/result.hpp>
#include <barometer/backtest/api/run.hpp>

#include "backtest/result_state.hpp"
#include "backtest/small_plan.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

backtest::Result small_result(std::vector<std::string> overrides = {}) {
  const backtest::Plan plan = small_plan(std::move(overrides));
  return backtest::run(plan, backtest::Market::load(plan));
}

}  // namespace

TEST_CASE("a result shows the run's logs and outlives plan and market") {
  const backtest::Result result = small_result();
  const analysis::RunLogs& logs = result.state().record.logs;
  REQUIRE(result.equity().size() == logs.equity.size());
  CHECK(result.equity().back().equity == logs.equity.back().equity);
  REQUIRE_FALSE(logs.fills.empty());
  REQUIRE(result.fills().size() == logs.fills.size());
  CHECK(result.fills().front().price == logs.fills.front().price);
  REQUIRE(result.orders().size() == logs.orders.size());
  CHECK(result.orders().front().status == "filled");
  CHECK(result.fingerprint() == result.state().analysis.fingerprint);
}

TEST_CASE("metrics are found by key, an unknown key with the nearest one") {
  const backtest::Result result = small_result();
  CHECK(result.metric("sharpe") == result.state().analysis.returns.sharpe);
  const auto error = thrown_by([&] { static_cast<void>(result.metric("sharp")); });
  CHECK(mentions(error, "did you mean 'sharpe'?"));
}

TEST_CASE("warnings are codes") {
  const std::vector<std::string> codes = small_result({"broker.fill=same_close"}).warnings();
  CHECK(std::find(codes.begin(), codes.end(), "same_close_fills") != codes.end());
}
