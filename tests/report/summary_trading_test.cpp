// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

std::string trading_of(const analysis::RunRecord& record) {
  return report::summary::trading(record, analysis::analyse(record), report::Style{});
}

}  // namespace

TEST_CASE("orders are counted by reason, in the alphabetic order of the reasons' names") {
  test::SampleRun run;
  run.orders.resize(3);
  for (orders::OrderRecord& order : run.orders) {
    order.status = BM_ORDER_REJECTED;
    order.reason = BM_REASON_SHORT_SELLING;
  }
  run.orders[0].reason = BM_REASON_BUYING_POWER;
  CHECK(contains(trading_of(run.record()),
                 "0 filled of 3, 3 rejected (buying_power 1, short_selling 2)"));
}

TEST_CASE("carry is shown only where there was some") {
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  CHECK_FALSE(contains(trading_of(record), "carry"));
  std::vector<portfolio::CashEvent> events(1);
  events[0].kind = portfolio::CashKind::interest;
  events[0].amount = -12.5;
  record.logs.flows.events = events;
  CHECK(contains(trading_of(record), "carry      interest -12.50\n"));
}

TEST_CASE("a warm-up that the strategy declared is shown, with what was dropped on it") {
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  CHECK_FALSE(contains(trading_of(record), "warm-up"));
  record.counts.warmup_bars = 72;
  record.counts.early_orders = 1'234;
  CHECK(contains(trading_of(record),
                 "warm-up    the strategy declares 72 bars of each symbol; orders dropped on them: "
                 "1,234\n"));
}

TEST_CASE("the equity before positions were closed at the end is shown") {
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  record.equity_before_close = 1234.5;
  CHECK(contains(trading_of(record), "close_at_end  equity 1,234.50 before"));
}

}  // namespace barometer
