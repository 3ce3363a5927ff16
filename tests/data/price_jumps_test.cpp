// SPDX-License-Identifier: Apache-2.0
#include "data/price_jumps.hpp"

#include <cmath>
#include <vector>

#include "data/build_market.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// Daily closes that go up and down by 1 %: a robust sigma of 2.95 % at the most, so moves of the
// logarithm by .295 are jumps.
class Prices {
 public:
  Prices() { append(100, core::kDay); }

  Prices& quiet(int bars) {
    for (int i = 0; i < bars; ++i) {
      append(price_ * (symbol_.bars.size() % 2 == 0 ? 1.01 : 1 / 1.01), core::kDay);
    }
    return *this;
  }

  // Opens at `open` times the last close and closes at `close` times it.
  Prices& jump(double open, double close, core::Duration gap = core::kDay) {
    const double before = price_;
    append(before * close, gap);
    symbol_.bars.back().open = before * open;
    return *this;
  }

  Prices& split(double after, double before) {
    symbol_.actions.push_back({.split = {after, before}, .bar = std::ssize(symbol_.bars)});
    return *this;
  }

  std::vector<data::PriceJump> jumps() const {
    const data::MarketData market = data::build_market({symbol_});
    return data::price_jumps(market.symbols[0]);
  }

 private:
  void append(double price, core::Duration gap) {
    price_ = price;
    time_ += gap;
    symbol_.bars.push_back({time_, price, price, price, price, 1});
  }

  data::SymbolInput symbol_;
  core::Timestamp time_ = 0;
  double price_ = 100;
};

std::vector<data::PriceJump> jump_by(double open, double close) {
  return Prices().quiet(50).jump(open, close).quiet(50).jumps();
}

}  // namespace

TEST_CASE("quiet prices have no jumps, nor has a symbol of few bars") {
  CHECK(Prices().quiet(100).jumps().empty());
  CHECK(Prices().jumps().empty());
  CHECK(Prices().quiet(1).jumps().empty());
}

TEST_CASE("closes within 3 % of n:1, 1:n, 3:2 and 2:3 look like splits") {
  struct Expected {
    double ratio;
    std::int64_t after;
    std::int64_t before;
  };

  for (const Expected& each : {Expected{0.5, 2, 1},
                               {0.515, 2, 1},
                               {1 / 7.0, 7, 1},
                               {20, 1, 20},
                               {20.5, 1, 20},
                               {2 / 3.0, 3, 2},
                               {1.5, 2, 3},
                               {1.54, 2, 3}}) {
    INFO(each.ratio);
    const auto jumps = jump_by(1, each.ratio);
    REQUIRE(jumps.size() == 1);
    CHECK(jumps[0].after == each.after);
    CHECK(jumps[0].before == each.before);
    CHECK(jumps[0].ratio == Approx(each.ratio));
  }
  for (const double ratio : {0.53, 0.60, 0.72, 1.3, 1.6, 2.5}) {
    INFO(ratio);
    CHECK(jump_by(1, ratio).empty());
  }
}

TEST_CASE("a day that moves on after its split is told by its open") {
  const auto jumps = jump_by(0.5, 0.46);
  REQUIRE(jumps.size() == 1);
  CHECK(jumps[0].after == 2);
  CHECK(jump_by(0.49, 0.46).empty());  // 2 % off
  CHECK(jump_by(2, 0.46).empty());     // the other way
}

TEST_CASE("what is no jump by the symbol's own moves is none") {
  Prices wild;
  for (int i = 0; i < 60; ++i) {
    wild.jump(1, i % 2 == 0 ? 1.45 : 1 / 1.45);
  }
  CHECK(wild.jump(1, 0.5).jumps().empty());
}

TEST_CASE("a jump with its split among the actions is explained") {
  CHECK(Prices().quiet(50).split(2, 1).jump(0.5, 0.5).quiet(9).jumps().empty());
  CHECK(Prices().quiet(50).jump(0.5, 0.5).split(2, 1).quiet(9).jumps().size() == 1);
}

TEST_CASE("a jump after a gap of a year needs no ratio") {
  const auto jumps = Prices().quiet(50).jump(1, 1.38, 400 * core::kDay).quiet(50).jumps();
  REQUIRE(jumps.size() == 1);
  CHECK(jumps[0].gap == 400 * core::kDay);
  CHECK(jumps[0].after == 0);
  CHECK(Prices().quiet(50).jump(1, 1.005, 400 * core::kDay).quiet(50).jumps().empty());
  CHECK(Prices().quiet(50).jump(1, 1.38, 300 * core::kDay).quiet(50).jumps().empty());
}

// The ratio of such a jump overflowed a whole number.
TEST_CASE("a jump that no split makes is told without a ratio of units") {
  for (const double ratio : {1e-303, 1e-7, 1e200}) {
    const auto jumps = jump_by(ratio, ratio);
    REQUIRE(jumps.size() == 1);
    CHECK(jumps[0].after == 0);
    CHECK(jumps[0].before == 0);
  }
  const auto opens = jump_by(1e300, 2);
  REQUIRE(opens.size() == 1);
  CHECK(opens[0].before == 2);
}
