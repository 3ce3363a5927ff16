// SPDX-License-Identifier: Apache-2.0
// Each cost model against arithmetic by hand, and against the schedules that it was made for.
#include "execution/costs.hpp"

#include <cmath>

#include "config/broker_config.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "execution/session_stats.hpp"
#include "orders/trailing.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

// One symbol, 1,000 units of volume a bar; 24 hourly bars are a session.
const data::MarketData& market() {
  static const data::MarketData kMarket = [] {
    std::vector<data::BarRow> bars;
    for (std::int64_t step = 0; step < 24 * 30; ++step) {
      const double price = step / 24 % 2 == 0 ? 100 : 102;
      bars.push_back(test_bar(step, price, price));
    }
    return test_market({bars});
  }();
  return kMarket;
}

execution::CostModel model(const config::BrokerConfig& config) {
  return {config, market(), orders::instruments_of(config, market())};
}

execution::CostModel flat_model(double commission, double slippage) {
  config::BrokerConfig config;
  config.commission = commission;
  config.slippage = slippage;
  return model(config);
}

template <class State>
execution::CostModel fees(State state) {
  config::BrokerConfig config;
  state(config.commission_parts);
  return model(config);
}

template <class State>
execution::CostModel slips(State state) {
  config::BrokerConfig config;
  state(config.slippage_parts);
  return model(config);
}

execution::FillTerms terms(double quantity, double price, std::int64_t bar = 24 * 28) {
  execution::FillTerms terms;
  terms.quantity = quantity;
  terms.raw_price = price;
  terms.bar = bar;
  terms.time_ns = test_time(bar);
  return terms;
}

Approx near(double value) {
  return Approx(value).epsilon(1e-14);
}

}  // namespace

TEST_CASE("slippage is always against the order") {
  const execution::CostModel costs = flat_model(0, 0.0002);  // 2 bps
  CHECK(costs.quote(terms(3, 50'000)).price == near(50'010));
  CHECK(costs.quote(terms(-3, 50'000)).price == near(49'990));
}

TEST_CASE("no slippage leaves the price alone, to the bit") {
  CHECK(flat_model(0.001, 0).quote(terms(1, 0.1)).price == 0.1);
  CHECK(flat_model(0.001, 0).quote(terms(-1, 0.1)).price == 0.1);
}

TEST_CASE("commission is a share of the notional, of either side") {
  const execution::CostModel costs = flat_model(0.001, 0);  // 10 bps
  CHECK(costs.quote(terms(2, 100)).commission == near(0.2));
  CHECK(costs.quote(terms(-2, 100)).commission == near(0.2));
  CHECK(flat_model(0, 0).quote(terms(2, 100)).commission == 0);
}

TEST_CASE(
    "per share, as a broker's fixed schedule: 0.005 a share, least 1, most 1 % of the trade") {
  const execution::CostModel costs = fees([](auto& c) {
    c.per_share = 0.005;
    c.per_share_min = 1;
    c.per_share_max = 0.01;
  });
  CHECK(costs.quote(terms(1'000, 25)).commission == near(5));      // 1000 x 0.005
  CHECK(costs.quote(terms(-100, 25)).commission == near(1));       // 0.50, lifted to the least
  CHECK(costs.quote(terms(1'000, 0.25)).commission == near(2.5));  // 5, cut to 1 % of 250
  CHECK(costs.quote(terms(10, 5)).commission == near(0.5));        // the most beats the least
}

TEST_CASE("fills of one order pay together what one fill would") {
  const execution::CostModel costs = fees([](auto& c) {
    c.per_order = 2;
    c.per_share = 0.005;
    c.per_share_min = 1;
  });
  execution::FillTerms second = terms(300, 25);
  second.filled_before = 100;
  CHECK(costs.quote(terms(100, 25)).commission == near(3));  // 2 + the least
  CHECK(costs.quote(second).commission == near(1));          // 400 x 0.005 less what was paid
}

TEST_CASE("who rests in the book pays as maker, all others as takers") {
  const execution::CostModel costs = fees([](auto& c) {
    c.maker = 0.0002;
    c.taker = 0.0005;
  });
  execution::FillTerms resting = terms(10, 100);
  resting.maker = true;
  CHECK(costs.quote(resting).commission == near(0.2));
  CHECK(costs.quote(terms(10, 100)).commission == near(0.5));
}

TEST_CASE("all parts of a commission add up, and a regime multiplies their sum") {
  config::BrokerConfig config;
  config.commission = 0.0001;
  config.commission_parts.taker = 0.0004;
  config.commission_parts.per_order = 1;
  config.commission_parts.per_share = 0.01;
  execution::FillTerms fill = terms(50, 20);
  // 1000 x 0.0005 + 1 + 50 x 0.01
  CHECK(model(config).quote(fill).commission == near(2));
  fill.commission_multiplier = 3;
  CHECK(model(config).quote(fill).commission == near(6));
}

TEST_CASE("a tier counts from the notional of the 30 days before, and is left again") {
  execution::CostModel costs = fees([](auto& c) {
    c.tiers = {{0, 0.001}, {10'000, 0.0008}, {50'000, 0.0005}};
  });
  const core::Timestamp start = test_time(0);
  const auto rate_at = [&](core::Timestamp time) {
    costs.pass_to(time);
    execution::FillTerms fill = terms(1, 100);
    fill.time_ns = time;
    return costs.quote(fill).commission / 100;
  };
  CHECK(rate_at(start) == near(0.001));
  costs.traded(start, 10'000);
  CHECK(rate_at(start + core::kDay) == near(0.0008));
  costs.traded(start + 10 * core::kDay, 40'000);
  CHECK(rate_at(start + 30 * core::kDay - 1) == near(0.0005));
  CHECK(rate_at(start + 30 * core::kDay) == near(0.0008));
  CHECK(rate_at(start + 40 * core::kDay) == near(0.001));
}

TEST_CASE("slippage in ticks and by the half-spread is money, not a share of the price") {
  config::BrokerConfig config;
  config.slippage_parts.ticks = 2;
  config.slippage_parts.half_spread = 0.25;
  config.instruments = {{.symbol = "A", .tick = 0.25}};
  CHECK(model(config).quote(terms(1, 100)).price == near(100.75));
  CHECK(model(config).quote(terms(-1, 100)).price == near(99.25));
  config.instruments = {{.symbol = "A", .tick = 0.25, .half_spread = 0.5}};
  CHECK(model(config).quote(terms(1, 100)).price == near(101));
}

TEST_CASE("volume share: k x (quantity / volume of the bar) squared") {
  // zipline's volume-share model with its own default k of 0.1: a tenth of 1000 is 10 bps of 1 %.
  const execution::CostModel costs = slips([](auto& c) { c.volume_share = 0.1; });
  CHECK(costs.quote(terms(100, 50)).price == near(50 * (1 + 0.1 * 0.1 * 0.1)));
  CHECK(costs.quote(terms(-200, 50)).price == near(50 * (1 - 0.1 * 0.2 * 0.2)));
}

TEST_CASE("square-root impact: c x sigma of a day x sqrt(quantity / ADV)") {
  // Sessions close at 100 and 102 in turn, so 20 returns are ten of 2 % and ten of 100/102 - 1,
  // whose deviation (ddof 1) is half their distance x sqrt(20 / 19); 24 x 1000 units a session.
  const double up = 0.02;
  const double down = 100.0 / 102 - 1;
  const double sigma = (up - down) / 2 * std::sqrt(20.0 / 19);
  const execution::CostModel costs = slips([](auto& c) { c.impact = 0.8; });
  const double expected = 100 * (1 + 0.8 * sigma * std::sqrt(600.0 / 24'000));
  CHECK(costs.quote(terms(600, 100)).price == near(expected));
}

TEST_CASE("a split is no return, and the volume before it is counted in units after it") {
  data::MarketData split = test_market({market().symbols[0].bars.copy()});
  data::SymbolData& symbol = split.symbols[0];
  const core::Day ex_date = split.calendar[24 * 20].session_date;
  for (std::size_t bar = 24 * 20; bar < symbol.bars.size(); ++bar) {
    for (double* price : {&symbol.bars[bar].open, &symbol.bars[bar].high, &symbol.bars[bar].low,
                          &symbol.bars[bar].close}) {
      *price /= 4;
    }
    symbol.bars[bar].volume *= 4;
  }
  symbol.actions = {{ex_date, 4, 0, 0}};
  data::place_actions(split);
  const execution::SessionStats plain(market(), market().symbols[0]);
  const execution::SessionStats stats(split, symbol);
  for (const std::int64_t day : {10, 19, 20, 21, 25}) {
    CHECK(stats.before(24 * day).sigma_day == near(plain.before(24 * day).sigma_day));
    CHECK(stats.before(24 * day).adv == near(plain.before(24 * day).adv * (day < 20 ? 1 : 4)));
  }
}

TEST_CASE("a split is no true range") {
  std::vector<data::BarRow> bars;
  for (std::int64_t bar = 0; bar < 30; ++bar) {
    bars.push_back(test_bar(bar, 80, 84));
  }
  data::MarketData split = test_market({bars});
  data::SymbolData& symbol = split.symbols[0];
  for (std::size_t bar = 0; bar < 30; ++bar) {
    split.calendar[bar].session_date = static_cast<core::Day>(bar);
  }
  CHECK(orders::mean_true_range(symbol, 20) == near(4));
  for (std::size_t bar = 15; bar < 30; ++bar) {
    symbol.bars[bar] = test_bar(static_cast<std::int64_t>(bar), 40, 42);
  }
  symbol.actions = {{15, 2, 0, 0}};
  data::place_actions(split);
  CHECK(orders::mean_true_range(symbol, 15) == near(4));
  CHECK(orders::mean_true_range(symbol, 16) == near(2));
  CHECK(orders::mean_true_range(symbol, 20) == near(2));
}

TEST_CASE(
    "impact needs three sessions before the bar, else there is none and the fill is counted") {
  const execution::CostModel costs = slips([](auto& c) { c.impact = 0.8; });
  CHECK(costs.quote(terms(600, 100, 24 * 3 - 1)).price == 100);
  CHECK(costs.unmeasured(terms(600, 100, 24 * 3 - 1)));
  CHECK(costs.quote(terms(600, 100, 24 * 3)).price > 100);
  CHECK_FALSE(costs.unmeasured(terms(600, 100, 24 * 3)));
}

TEST_CASE("a regime multiplies all slippage; limit fills do not slip") {
  execution::FillTerms fill = terms(1, 100);
  fill.slippage_multiplier = 4;
  const execution::CostModel costs = slips([](auto& c) { c.half_spread = 0.5; });
  CHECK(costs.quote(fill).price == near(102));
  fill.slips = false;
  CHECK(costs.quote(fill).price == 100);
}

TEST_CASE("slippage never takes more than half of the price") {
  CHECK(slips([](auto& c) { c.half_spread = 80; }).quote(terms(-1, 100)).price == 50);
}

TEST_CASE("contracts cost by what they stand for: multiplier and rate scale the notional") {
  config::BrokerConfig config;
  config.commission = 0.001;
  execution::FillTerms fill = terms(2, 100);
  fill.point_value = 50 * 1.1;
  CHECK(model(config).quote(fill).commission == near(2 * 100 * 55 * 0.001));
}

TEST_CASE("half of a quoted spread is slippage like any other, and is told apart") {
  execution::FillTerms buy = terms(10, 100);
  buy.half_spread = 0.25;
  const execution::FillCost flat = flat_model(0, 0.01).quote(buy);
  CHECK(flat.price == Approx(101.25));  // 100 + 1 % + 0.25
  CHECK(flat.spread == 0.25);
  buy.quantity = -10;
  CHECK(flat_model(0, 0.01).quote(buy).price == Approx(98.75));
  const auto ticks = slips([](auto& parts) { parts.volume_share = 0.1; });
  CHECK(ticks.quote(buy).spread == 0.25);
}

TEST_CASE("regimes multiply a quoted spread, and half of the price is the most of it") {
  execution::FillTerms buy = terms(1, 100);
  buy.half_spread = 0.5;
  buy.slippage_multiplier = 4;
  const auto model = slips([](auto& parts) { parts.when = {{}}; });
  CHECK(model.quote(buy).price == 102);
  CHECK(model.quote(buy).spread == 2);
  buy.half_spread = 40;
  CHECK(model.quote(buy).price == 150);
  CHECK(model.quote(buy).spread == 50);
}

TEST_CASE("a limit fill pays the side that it met, and no slippage beside it") {
  execution::FillTerms limit = terms(1, 100);
  limit.slips = false;
  limit.half_spread = 3;
  limit.slippage_multiplier = 4;
  CHECK(flat_model(0, 0.01).quote(limit).price == 100);
  CHECK(flat_model(0, 0.01).quote(limit).spread == 0);
  limit.at_quote = 100.75;
  CHECK(flat_model(0, 0.01).quote(limit).price == 100.75);
  CHECK(flat_model(0, 0.01).quote(limit).spread == 0.75);
}
