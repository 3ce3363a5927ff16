// SPDX-License-Identifier: Apache-2.0
// What a quoted spread must do in any run, and must not.
#include <cmath>
#include <cstdint>
#include <optional>

#include "data/market_data.hpp"
#include "laws/changed_units.hpp"
#include "support/soak.hpp"

using namespace barometer;

namespace {

void quote(RandomRun& run, double step, std::uint64_t most) {
  std::uint64_t state = run.seed + 1;
  const auto spread = [&] {
    state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
    return step * static_cast<double>((state >> 33) % (most + 1));
  };
  for (data::SymbolData& symbol : run.market.symbols) {
    symbol.spreads.clear();
    for (std::size_t bar = 0; bar < symbol.bars.size(); ++bar) {
      symbol.spreads.push_back({spread(), spread()});
    }
  }
  run.broker.slippage_parts.spread = config::SpreadCost::quoted;
}

void require_same_bits(const loop::LoopResult& found, const loop::LoopResult& expected) {
  REQUIRE(found.fills.size() == expected.fills.size());
  for (std::size_t i = 0; i < found.fills.size(); ++i) {
    REQUIRE(found.fills[i].order_id == expected.fills[i].order_id);
    REQUIRE(found.fills[i].quantity == expected.fills[i].quantity);
    REQUIRE(found.fills[i].raw_price == expected.fills[i].raw_price);
    REQUIRE(found.fills[i].price == expected.fills[i].price);
    REQUIRE(found.fills[i].commission == expected.fills[i].commission);
  }
  REQUIRE(found.equity.size() == expected.equity.size());
  for (std::size_t i = 0; i < found.equity.size(); ++i) {
    REQUIRE(found.equity[i].equity == expected.equity[i].equity);
  }
}

// What one order for one unit gets in the bar after the one that it was sent in.
struct OneFill {
  std::optional<double> price;

  // Whether this is at least as good for the buyer or seller as `other`.
  bool as_good_as(const OneFill& other, double side) const {
    return price && (!other.price || side * *price <= side * *other.price);
  }
};

struct OneOrder {
  data::BarRow bar;
  bm_order order{};
  config::BrokerConfig broker;

  OneFill with(const data::QuotedSpread& spread) const {
    data::MarketData market = test_market({{test_bar(0, 100, 100), bar}});
    market.symbols[0].spreads = {{0, 0}, spread};
    const auto found = run_loop({.market = market,
                                 .broker = broker,
                                 .behaviour = [this](const bm_view& view, bm_order_buffer& orders) {
                                   if (view.step == 0) {
                                     send(orders, order);
                                   }
                                 }});
    return found.fills.empty() ? OneFill{} : OneFill{found.fills[0].price};
  }
};

class Orders {
 public:
  explicit Orders(std::uint64_t seed) : state_(seed + 1) {}

  OneOrder next() {
    OneOrder made;
    const double open = 95 + number(40) / 4;
    made.bar = test_bar(1, open, 95 + number(40) / 4);
    made.bar.high += number(12) / 4;
    made.bar.low -= number(12) / 4;
    made.order = market_order(0, BM_AMOUNT_QUANTITY, 1, number(2) < 1 ? BM_BUY : BM_SELL);
    made.order.type = static_cast<bm_order_type>(number(5));
    if (made.order.type == BM_ORDER_LIMIT || made.order.type == BM_ORDER_STOP_LIMIT) {
      made.order.limit_price = 93 + number(56) / 4;
    }
    if (made.order.type == BM_ORDER_STOP || made.order.type == BM_ORDER_STOP_LIMIT) {
      made.order.stop_price = 93 + number(56) / 4;
    }
    made.broker.intrabar = static_cast<config::Intrabar>(number(4));
    made.broker.limit_touch = static_cast<config::LimitTouch>(number(2));
    made.broker.slippage_parts.spread = config::SpreadCost::quoted;
    return made;
  }

  data::QuotedSpread spread() { return {number(8) / 4, number(8) / 4}; }

 private:
  // A whole number below `most`.
  double number(std::uint64_t most) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
    return static_cast<double>((state_ >> 33) % most);
  }

  std::uint64_t state_;
};

}  // namespace

TEST_CASE("a spread of nothing everywhere gives the bits of a run without quotes") {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < soak(300); ++seed) {
    INFO("seed " << seed);
    const loop::LoopResult expected = play(random_run(seed));
    RandomRun quoted = random_run(seed);
    quote(quoted, 0, 0);
    require_same_bits(play(quoted), expected);
    fills += expected.fills.size();
  }
  CHECK(fills > 5'000);
}

TEST_CASE("quotes that no cost uses change nothing") {
  for (std::uint64_t seed = 0; seed < soak(100); ++seed) {
    INFO("seed " << seed);
    RandomRun quoted = random_run(seed);
    quote(quoted, 0.25, 8);
    quoted.broker.slippage_parts.spread = config::SpreadCost::none;
    require_same_bits(play(quoted), play(random_run(seed)));
  }
}

TEST_CASE("with quotes too a sale is a purchase of negated prices, to the bit") {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < soak(300); ++seed) {
    INFO("seed " << seed);
    RandomRun plain = exact_run(seed);
    quote(plain, 1.0 / 16, 6);
    RandomRun other = exact_run(seed);
    other.market = mirrored(plain.market);
    quote(other, 1.0 / 16, 6);
    const loop::LoopResult expected = play(plain, in_units);
    require_turned(play(other, turn_round), expected);
    fills += expected.fills.size();
  }
  CHECK(fills > 5'000);
}

TEST_CASE("a wider spread never gives a better fill, and the middle bounds what it takes") {
  Orders orders(7);
  int worse = 0;
  int missed = 0;
  for (std::uint64_t i = 0; i < soak(4'000); ++i) {
    const OneOrder one = orders.next();
    const data::QuotedSpread narrow = orders.spread();
    const data::QuotedSpread more = orders.spread();
    const data::QuotedSpread wide{narrow.open + more.open, narrow.close + more.close};
    const OneFill cheap = one.with(narrow);
    const OneFill dear = one.with(wide);
    INFO("order " << i << " of type " << one.order.type);
    if (dear.price) {
      REQUIRE(cheap.as_good_as(dear, one.order.side));
      worse += *dear.price != *cheap.price ? 1 : 0;
    }
    missed += cheap.price && !dear.price ? 1 : 0;
  }
  CHECK(worse > 500);
  CHECK(missed > 50);
}

TEST_CASE(
    "slippage is what fills lost to the middle, and quotes are all of it where nothing else is") {
  for (std::uint64_t seed = 0; seed < soak(100); ++seed) {
    INFO("seed " << seed);
    RandomRun run = exact_run(seed);
    quote(run, 1.0 / 16, 6);
    const loop::LoopResult found = play(run);
    for (const orders::Fill& fill : found.fills.view()) {
      const double lost = (fill.quantity > 0 ? 1 : -1) * (fill.price - fill.raw_price);
      REQUIRE(lost >= 0);
      REQUIRE(lost == fill.spread);
      const data::BarRow& bar =
          run.market.symbols[fill.symbol].bars[static_cast<std::size_t>(fill.bar)];
      REQUIRE(fill.raw_price >= bar.low);
      REQUIRE(fill.raw_price <= bar.high);
    }
  }
}
