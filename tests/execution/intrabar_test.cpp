// SPDX-License-Identifier: Apache-2.0
// What happens between open and close, by each way that prices may be taken to have gone.
#include "execution/intrabar.hpp"

#include <string_view>
#include <vector>

#include "config/broker_config.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

// Buys at 100; the bar that follows reaches both the exit's stop at 95 and its limit at 105.
struct Bracket : Exchange {
  explicit Bracket(config::Intrabar policy)
      : Exchange({{ranged_bar(0, 100, 100, 100, 100), ranged_bar(1, 100, 106, 94, 100)}},
                 with(policy)),
        intrabar(context, executor) {
    const data::Step first = advance();
    executor.execute(first, accept(store, {.quantity = 1}, first), {.price = 100});
    accept(store, {.quantity = -1, .type = BM_ORDER_STOP, .oco_group = 1, .price = 95}, first);
    accept(store, {.quantity = -1, .type = BM_ORDER_LIMIT, .oco_group = 1, .price = 105}, first);
  }

  static config::BrokerConfig with(config::Intrabar policy) {
    config::BrokerConfig broker;
    broker.intrabar = policy;
    return broker;
  }

  std::string_view rule_of_exit() {
    const std::vector<core::SymbolIndex> symbols{0};
    intrabar.meet(advance(), symbols);
    return executor.fills().size() == 2 ? executor.fills()[1].rule : "";
  }

  execution::IntrabarMatching intrabar;
};

}  // namespace

TEST_CASE("of an unknown way the worst is assumed: the stop fills, and the bar is ambiguous") {
  Bracket bracket(config::Intrabar::pessimistic);
  CHECK(bracket.rule_of_exit() == "stop.price");
  CHECK(bracket.intrabar.ambiguous_bars() == 1);
  CHECK(bracket.store.record(3).reason == BM_REASON_GROUP);
}

TEST_CASE("along a stated way the exit that is reached first fills") {
  CHECK(Bracket(config::Intrabar::ohlc).rule_of_exit() == "limit.price");
  CHECK(Bracket(config::Intrabar::olhc).rule_of_exit() == "stop.price");
}

TEST_CASE("the way that goes to the nearer end first goes to the low where both are as near") {
  CHECK(Bracket(config::Intrabar::nearest_first).rule_of_exit() == "stop.price");
}
