// SPDX-License-Identifier: Apache-2.0
#include "analysis/order_warnings.hpp"

#include <cmath>

#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr double kNaN = NAN;

orders::OrderRecord sent(bm_order_type type, double limit = kNaN, double stop = kNaN) {
  orders::OrderRecord order;
  order.type = type;
  order.limit_price = limit;
  order.stop_price = stop;
  order.status = BM_ORDER_FILLED;
  order.time_ns = 4'000'000 * core::kSecond * 1'000;
  return order;
}

orders::OrderRecord invalid(orders::OrderRecord order) {
  order.status = BM_ORDER_REJECTED;
  order.reason = BM_REASON_INVALID;
  return order;
}

std::vector<analysis::Warning> warnings_of(const std::vector<orders::OrderRecord>& orders) {
  test::SampleRun run;
  run.orders = orders;
  std::vector<analysis::Warning> warnings;
  analysis::check_invalid_orders(run.record(), warnings);
  return warnings;
}

analysis::InvalidOrders::Kind only_kind(const std::vector<orders::OrderRecord>& orders) {
  const auto warnings = warnings_of(orders);
  REQUIRE(warnings.size() == 1);
  const auto& found = std::get<analysis::InvalidOrders>(warnings[0]);
  REQUIRE(found.kinds.size() == 1);
  return found.kinds[0];
}

}  // namespace

TEST_CASE("orders that are valid, or rejected for other reasons, are not warned of") {
  orders::OrderRecord rejected = sent(BM_ORDER_MARKET);
  rejected.status = BM_ORDER_REJECTED;
  rejected.reason = BM_REASON_LOT_SIZE;
  CHECK(warnings_of({sent(BM_ORDER_MARKET), rejected}).empty());
}

TEST_CASE("invalid orders are counted by type, with the commonest fault") {
  const auto kind = only_kind({invalid(sent(BM_ORDER_LIMIT)), invalid(sent(BM_ORDER_LIMIT)),
                               invalid(sent(BM_ORDER_LIMIT, 100)), sent(BM_ORDER_LIMIT, 100),
                               sent(BM_ORDER_MARKET)});
  CHECK(kind.type == "limit");
  CHECK(kind.invalid == 3);
  CHECK(kind.sent == 4);
  CHECK(kind.fault == analysis::OrderFault::limit_price);
  CHECK(kind.with_fault == 2);
}

TEST_CASE("the first invalid order is told with its type, symbol, step and time, and all counted") {
  const test::SampleRun run;
  const auto& market = run.record().market;
  orders::OrderRecord first = invalid(sent(BM_ORDER_LIMIT));
  first.time_ns = market.timeline.time(1);
  orders::OrderRecord unknown = invalid(sent(BM_ORDER_MARKET));
  unknown.symbol = 99;
  const auto warnings = warnings_of({sent(BM_ORDER_MARKET), first, unknown});
  REQUIRE(warnings.size() == 1);
  const auto& found = std::get<analysis::InvalidOrders>(warnings[0]);
  CHECK(found.orders == 2);
  CHECK(found.first.type == "limit");
  CHECK(found.first.symbol == market.symbols[0].name);
  CHECK(found.first.step == 1);
  CHECK(found.first.time_ns == first.time_ns);
  const auto other = warnings_of({unknown});
  CHECK(std::get<analysis::InvalidOrders>(other[0]).first.symbol == "99");
}

TEST_CASE("what is wrong is told from what was sent") {
  using analysis::OrderFault;
  CHECK(only_kind({invalid(sent(BM_ORDER_MARKET))}).fault == OrderFault::amount);
  CHECK(only_kind({invalid(sent(BM_ORDER_STOP, kNaN, -1))}).fault == OrderFault::stop_price);
  CHECK(only_kind({invalid(sent(BM_ORDER_STOP_LIMIT, 100, INFINITY))}).fault ==
        OrderFault::stop_price);
  CHECK(only_kind({invalid(sent(BM_ORDER_TRAILING_STOP))}).fault == OrderFault::trail);
  orders::OrderRecord nobody = sent(BM_ORDER_MARKET);
  nobody.symbol = 99;
  CHECK(only_kind({invalid(nobody)}).fault == OrderFault::symbol);
  orders::OrderRecord early = sent(BM_ORDER_MARKET);
  early.time_ns = 0;
  CHECK(only_kind({invalid(early)}).fault == OrderFault::no_bar_yet);
}

TEST_CASE("a change that makes no sense is one of its own, whatever it changes") {
  using analysis::OrderFault;
  // As the SDK sends it: without a type, NaN for what stays as it is.
  orders::OrderRecord change = invalid(sent(BM_ORDER_MARKET));
  change.action = BM_ORDER_REPLACE;
  change.amount = change.limit_price = change.stop_price = change.trail = kNaN;
  CHECK(only_kind({change}).fault == OrderFault::amount);
  CHECK(only_kind({change}).type == "replace");
  change.limit_price = INFINITY;
  CHECK(only_kind({change}).fault == OrderFault::limit_price);
  change.limit_price = kNaN;
  change.stop_price = -1;
  CHECK(only_kind({change}).fault == OrderFault::stop_price);
  change.stop_price = 90;
  change.trail = INFINITY;
  CHECK(only_kind({change}).fault == OrderFault::trail);
  // A price, but of an ATR that is not known yet, or a fraction of 1 and more.
  change.trail = 1.2;
  CHECK(only_kind({change}).fault == OrderFault::trail);
  change.amount = 5;
  CHECK(only_kind({change}).fault == OrderFault::trail);
  change.amount = INFINITY;
  CHECK(only_kind({change}).fault == OrderFault::amount);
  CHECK(only_kind({change, change}).invalid == 2);
  CHECK(only_kind({change, change}).sent == 0);  // accepted ones leave no record
  const auto warnings = warnings_of({change});
  CHECK(std::get<analysis::InvalidOrders>(warnings[0]).first.type == "replace");
}

TEST_CASE("what was lost to buying power says what scaling would have given") {
  test::SampleRun run;
  analysis::RunRecord record = run.record();
  record.counts.unaffordable_notional = 2'000;
  record.counts.affordable_notional = 1'980;
  analysis::RunAnalysis found;
  found.orders.rejected[BM_REASON_BUYING_POWER] = 2;
  std::vector<analysis::Warning> warnings;
  analysis::check_rejections(record, found, warnings);
  REQUIRE(warnings.size() == 1);
  const auto& rejected = std::get<analysis::RejectedForBuyingPower>(warnings[0]);
  CHECK(rejected.orders == 2);
  CHECK(rejected.notional == 2'000);
  CHECK(rejected.affordable == 1'980);
}

TEST_CASE("a trail without its bars and an expiry that has passed are no fault of the amount") {
  using analysis::OrderFault;
  orders::OrderRecord trailing = sent(BM_ORDER_TRAILING_STOP);
  trailing.amount = 5;
  trailing.trail_kind = BM_TRAIL_ATR;
  trailing.trail = 2;  // of too few bars
  CHECK(only_kind({invalid(trailing)}).fault == OrderFault::trail);
  orders::OrderRecord late = sent(BM_ORDER_MARKET);
  late.amount_kind = BM_AMOUNT_QUANTITY;
  late.amount = 5;
  late.time_in_force = BM_GTD;
  late.expiry_ns = late.time_ns;
  CHECK(only_kind({invalid(late)}).fault == OrderFault::expiry);
  late.amount = 0;
  CHECK(only_kind({invalid(late)}).fault == OrderFault::amount);
  late.amount = -5;  // a child with a target, say
  late.expiry_ns = late.time_ns + 1;
  CHECK(only_kind({invalid(late)}).fault == OrderFault::amount);
  trailing.amount_kind = BM_AMOUNT_QUANTITY;
  trailing.amount = 0;
  CHECK(only_kind({invalid(trailing)}).fault == OrderFault::amount);
  trailing.amount = 5;
  trailing.time_in_force = BM_GTD;
  trailing.expiry_ns = trailing.time_ns;
  CHECK(only_kind({invalid(trailing)}).fault == OrderFault::expiry);
}

}  // namespace barometer
