// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "config/broker_config.hpp"
#include "data/market_data.hpp"
#include "loop/case_file.hpp"
#include "orders/order_names.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::string kFile = std::string(BAROMETER_SOURCE_DIR) + "/tests/loop/cases.txt";

loop::LoopResult run(const LoopCase& each, const data::MarketData& market,
                     const regime::TagView& tags) {
  const auto strategy = [&each](const bm_view& view, bm_order_buffer& orders) {
    for (const LoopCase::Send& planned : each.sends) {
      if (planned.step == view.step) {
        send(orders, planned.order);
      }
    }
  };
  return run_loop({market, each.broker, strategy, each.when, tags, each.first_step});
}

Approx near(double value) {
  return Approx(value).epsilon(1e-12);
}

std::string_view rule_of(config::FillRule fill) {
  return fill == config::FillRule::next_open    ? "market.next_open"
         : fill == config::FillRule::next_close ? "market.next_close"
                                                : "market.same_close";
}

// What a rule says of where in the bar it fills.
orders::PricePoint point_of(const std::string& rule) {
  if (rule.find("open") != std::string::npos || rule.find("carried") != std::string::npos) {
    return orders::PricePoint::open;
  }
  const bool close = rule.find("close") != std::string::npos;
  return close ? orders::PricePoint::close : orders::PricePoint::intrabar;
}

void check_fill(const orders::Fill& found, const LoopCase::ExpectedFill& expected,
                config::FillRule fill) {
  CHECK(found.step == expected.step);
  CHECK(found.time_ns == test_time(expected.step));
  CHECK(found.symbol == expected.symbol);
  CHECK(found.quantity == near(expected.quantity));
  CHECK(found.price == near(expected.price));
  CHECK(found.commission == near(expected.commission.value_or(found.commission)));
  const std::string rule = expected.rule.empty() ? std::string(rule_of(fill)) : expected.rule;
  CHECK(found.rule == rule);
  CHECK(found.price_point == point_of(rule));
}

void check(const LoopCase& each, const loop::LoopResult& result) {
  REQUIRE(result.fills.size() == each.fills.size());
  for (std::size_t i = 0; i < each.fills.size(); ++i) {
    check_fill(result.fills[i], each.fills[i], each.broker.fill);
  }
  REQUIRE(result.orders.size() == each.orders.size());
  for (std::size_t i = 0; i < each.orders.size(); ++i) {
    INFO("order " << i + 1);
    CHECK(orders::status_name(result.orders[i].status) == each.orders[i].status);
    CHECK(orders::reason_name(result.orders[i].reason) == each.orders[i].reason);
  }
  CHECK(result.ambiguous_bars == each.ambiguous.value_or(result.ambiguous_bars));
  if (each.equity) {
    CHECK(result.equity.view().back().equity == near(*each.equity));
  }
}

}  // namespace

TEST_CASE("every worked case comes out as the rules say") {
  const auto cases = read_cases(kFile);
  REQUIRE(cases.size() >= 25);
  for (const LoopCase& each : cases) {
    INFO("case " << each.name);
    const data::MarketData market = case_market(each);
    const regime::TagView tags = case_tags(each);
    check(each, run(each, market, tags));
  }
}
