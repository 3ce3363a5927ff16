// SPDX-License-Identifier: Apache-2.0
#include "analysis/run_analysis.hpp"

#include <limits>

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

TEST_CASE("a run's books balance") {
  const test::SampleRun run;
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  CHECK(analysis.identity.holds);
  CHECK(analysis.identity.equity_change == run.equity.back().equity - run.config.broker.cash);
}

TEST_CASE("an equity curve that is not what the fills earned is called a defect") {
  test::SampleRun run;
  run.equity.back().equity += 0.01;
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  CHECK_FALSE(analysis.identity.holds);
}

TEST_CASE("an equity that is not a number does not pass for balanced") {
  test::SampleRun run;
  run.equity.back().equity = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(analysis::analyse(run.record()).identity.holds);
}

TEST_CASE("live bars and steps are counted, warm-up is not") {
  const test::SampleRun run({.symbols = 1, .bars = 100, .first_step = 40});
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  CHECK(analysis.extent.bars == 60);
  CHECK(analysis.extent.steps == 60);
  CHECK(analysis.extent.first_ns == run.market.timeline.time(40));
}

TEST_CASE("orders are counted by how they ended") {
  std::vector<orders::OrderRecord> orders(5);
  orders[0].status = BM_ORDER_FILLED;
  orders[1].status = BM_ORDER_REJECTED;
  orders[1].reason = BM_REASON_BUYING_POWER;
  orders[2] = orders[1];
  orders[3].status = BM_ORDER_CANCELLED;
  orders[3].reason = BM_REASON_DATA_END;
  const analysis::OrderCounts counts = analysis::count_orders(orders);
  CHECK(counts.total == 5);
  CHECK(counts.filled == 1);
  CHECK(counts.working == 1);
  CHECK(counts.rejected == std::map<bm_order_reason, std::int64_t>{{BM_REASON_BUYING_POWER, 2}});
  CHECK(counts.cancelled == std::map<bm_order_reason, std::int64_t>{{BM_REASON_DATA_END, 1}});
}

TEST_CASE("a run without a live step is analysed without a figure") {
  test::SampleRun run({.fill_chance = 0});
  run.equity.clear();
  run.first_step = run.market.timeline.steps();
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  CHECK(analysis.extent.steps == 0);
  CHECK_FALSE(analysis.returns.total_return.has_value());
}

}  // namespace barometer
