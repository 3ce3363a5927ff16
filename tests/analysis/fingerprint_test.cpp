// SPDX-License-Identifier: Apache-2.0
#include "analysis/fingerprint.hpp"

#include <cmath>
#include <cstring>
#include <functional>
#include <new>

#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("equal fills and equity give equal fingerprints, whatever lies in the padding") {
  const test::SampleRun run;
  alignas(orders::Fill) std::byte memory[sizeof(orders::Fill)];
  std::memset(memory, 0xAB, sizeof memory);
  const orders::Fill& given = run.fills.front();
  orders::Fill* const dirty = new (memory) orders::Fill;
  dirty->order_id = given.order_id;
  dirty->symbol = given.symbol;
  dirty->price_point = given.price_point;
  dirty->order_step = given.order_step;
  dirty->order_time_ns = given.order_time_ns;
  dirty->step = given.step;
  dirty->time_ns = given.time_ns;
  dirty->bar = given.bar;
  dirty->quantity = given.quantity;
  dirty->raw_price = given.raw_price;
  dirty->price = given.price;
  dirty->commission = given.commission;
  dirty->rule = given.rule;
  CHECK(analysis::fingerprint({dirty, 1}, run.equity) ==
        analysis::fingerprint({&given, 1}, run.equity));
}

TEST_CASE("every field of a fill is in the fingerprint") {
  const test::SampleRun run;
  const std::vector<std::function<void(orders::Fill&)>> changes{
      [](orders::Fill& f) { ++f.order_id; },
      [](orders::Fill& f) { ++f.client_order_id; },
      [](orders::Fill& f) { ++f.symbol; },
      [](orders::Fill& f) { f.price_point = orders::PricePoint::close; },
      [](orders::Fill& f) { ++f.order_step; },
      [](orders::Fill& f) { ++f.order_time_ns; },
      [](orders::Fill& f) { ++f.step; },
      [](orders::Fill& f) { ++f.time_ns; },
      [](orders::Fill& f) { ++f.bar; },
      [](orders::Fill& f) { f.quantity = std::nextafter(f.quantity, 1e9); },
      [](orders::Fill& f) { f.raw_price = std::nextafter(f.raw_price, 1e9); },
      [](orders::Fill& f) { f.price = std::nextafter(f.price, 1e9); },
      [](orders::Fill& f) { f.commission = std::nextafter(f.commission, 1e9); },
      [](orders::Fill& f) { f.rule = "another"; }};
  const std::string before = analysis::fingerprint(run.fills, run.equity);
  for (const auto& change : changes) {
    std::vector<orders::Fill> fills = run.fills;
    change(fills.back());
    CHECK(analysis::fingerprint(fills, run.equity) != before);
  }
}

TEST_CASE("every field of an equity point is in the fingerprint") {
  const test::SampleRun run;
  const std::vector<std::function<void(portfolio::EquityPoint&)>> changes{
      [](portfolio::EquityPoint& p) { ++p.time_ns; },
      [](portfolio::EquityPoint& p) { p.cash = std::nextafter(p.cash, 1e9); },
      [](portfolio::EquityPoint& p) { p.equity = std::nextafter(p.equity, 1e9); },
      [](portfolio::EquityPoint& p) { p.gross = std::nextafter(p.gross, 1e9); },
      [](portfolio::EquityPoint& p) { p.net = std::nextafter(p.net, 1e9); }};
  const std::string before = analysis::fingerprint(run.fills, run.equity);
  for (const auto& change : changes) {
    std::vector<portfolio::EquityPoint> equity = run.equity;
    change(equity.back());
    CHECK(analysis::fingerprint(run.fills, equity) != before);
  }
}

TEST_CASE("the fingerprint of a run of nothing is a fingerprint") {
  CHECK(analysis::fingerprint({}, {}).size() == 32);
}

}  // namespace barometer
