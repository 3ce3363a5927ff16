// SPDX-License-Identifier: Apache-2.0
#include "portfolio/buying_power.hpp"

#include <cmath>
#include <random>

#include "support/catch.hpp"
#include "support/fills.hpp"

using namespace barometer;

namespace {

// An account that holds `held` units marked at 100 and is worth `equity`.
portfolio::Account holding(double held, double equity) {
  portfolio::Account account(equity, 2);
  account.apply(fill_of(0, held, 100));
  return account;
}

portfolio::Prospect prospect(double quantity, double price = 100, double commission_rate = 0,
                             double leverage = 1) {
  return {0, quantity, price, commission_rate, leverage};
}

// The rule itself, computed from a copy of the account: the symbol at the fill price, the others
// at their marks.
struct AfterFill {
  double gross;
  double equity;
};

AfterFill after(portfolio::Account account, const portfolio::Prospect& p, double quantity) {
  account.mark(p.symbol, p.price);
  account.apply(fill_of(p.symbol, quantity, p.price, p.price,
                        p.commission_rate * p.price * std::fabs(quantity)));
  const portfolio::EquityPoint point = account.value(0);
  return {point.gross, point.equity};
}

bool carries(const portfolio::Account& account, const portfolio::Prospect& p, double quantity) {
  const AfterFill then = after(account, p, quantity);
  return then.gross <= p.leverage * then.equity;
}

// The largest quantity on the way from what flattens (or nothing) to the whole, by bisection.
double bisected(const portfolio::Account& account, const portfolio::Prospect& p) {
  const double held = account.position(p.symbol).quantity;
  const bool turns = held * p.quantity < 0;
  double low = turns ? -held : 0;  // always allowed
  double high = p.quantity;
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (carries(account, p, middle) ? low : high) = middle;
  }
  return low;
}

struct RandomCase {
  portfolio::Account account;
  portfolio::Prospect prospect;
};

// Every quadrant: flat, long and short, buying and selling, with another position beside it.
RandomCase random_case(std::mt19937_64& random) {
  std::uniform_real_distribution<double> unit(0, 1);
  const auto signed_units = [&](double most) { return (2 * unit(random) - 1) * most; };
  portfolio::Account account(1'000 + 9'000 * unit(random), 2);
  const double mark = 10 + 90 * unit(random);
  if (random() % 4 != 0) {
    account.apply(fill_of(0, signed_units(100), mark));
  }
  account.mark(0, mark);
  account.apply(fill_of(1, signed_units(50), 40));
  account.mark(1, 30 + 20 * unit(random));
  const double price = mark * (0.9 + 0.2 * unit(random));
  const double fee = random() % 3 == 0 ? 0 : 0.01 * unit(random);
  return {account, {0, signed_units(300), price, fee, 0.5 + 3 * unit(random)}};
}

}  // namespace

TEST_CASE("a fill reduces when it ends nearer to flat on the same side") {
  const portfolio::Account longs = holding(10, 1'000);
  CHECK(portfolio::reduces(longs, 0, -4));
  CHECK(portfolio::reduces(longs, 0, -10));
  CHECK_FALSE(portfolio::reduces(longs, 0, -10.5));  // turns the position over
  CHECK_FALSE(portfolio::reduces(longs, 0, -25));
  CHECK_FALSE(portfolio::reduces(longs, 0, 1));
  const portfolio::Account shorts = holding(-10, 1'000);
  CHECK(portfolio::reduces(shorts, 0, 10));
  CHECK_FALSE(portfolio::reduces(shorts, 0, 11));
  CHECK_FALSE(portfolio::reduces(shorts, 0, -1));
  CHECK_FALSE(portfolio::reduces(longs, 1, -1));  // flat
  CHECK(portfolio::reduces(longs, 0, -10 - 1e-13));
  CHECK_FALSE(portfolio::reduces(longs, 0, -10 - 1e-10));
}

TEST_CASE("gross may reach leverage x equity and not pass it") {
  const portfolio::Account account = holding(0, 1'000);
  CHECK(portfolio::affordable(account, prospect(10)) == 10);
  CHECK(portfolio::affordable(account, prospect(11)) == Approx(10).epsilon(1e-15));
  CHECK(portfolio::affordable(account, prospect(-11)) == Approx(-10).epsilon(1e-15));
  CHECK(portfolio::affordable(account, prospect(25, 100, 0, 2.5)) == 25);
}

TEST_CASE("commission counts: it lowers equity as the fill happens") {
  // q x 100 = 1000 - q x 100 x 0.01  =>  q = 1000 / 101
  CHECK(portfolio::affordable(holding(0, 1'000), prospect(10, 100, 0.01)) == Approx(1'000.0 / 101));
}

TEST_CASE("what is held takes room, on its own side") {
  const portfolio::Account account = holding(6, 1'000);
  CHECK(portfolio::affordable(account, prospect(4)) == 4);
  CHECK(portfolio::affordable(account, prospect(5)) == Approx(4));
}

TEST_CASE("a fill that turns a position over frees its room first") {
  const portfolio::Account account = holding(10, 1'000);
  CHECK(portfolio::affordable(account, prospect(-20)) == -20);
  CHECK(portfolio::affordable(account, prospect(-25)) == Approx(-20));
}

TEST_CASE("what flattens always fits, even when nothing else does") {
  portfolio::Account account = holding(30, 1'000);  // three times what leverage 1 allows
  account.mark(0, 60);                              // and 200 below zero
  CHECK(portfolio::affordable(account, prospect(-40, 60)) == -30);
  CHECK(portfolio::affordable(account, prospect(-30, 60)) == -30);
  CHECK(portfolio::affordable(account, prospect(5, 60)) == 0);
}

TEST_CASE("an order that just fits is not rejected for a rounding error") {
  const portfolio::Account account = holding(0, 1'000);
  const double whole = 1'000 / 3.0 * (1 + 1e-12);
  CHECK(portfolio::affordable(account, prospect(whole, 3)) == whole);
  CHECK(portfolio::affordable(account, prospect(1'000 / 3.0 * (1 + 1e-8), 3)) <
        1'000 / 3.0 * (1 + 1e-8));
}

TEST_CASE("what is affordable agrees with bisection of the rule in every quadrant") {
  std::mt19937_64 random(11);
  int whole = 0;
  int part = 0;
  for (int i = 0; i < 5'000; ++i) {
    const RandomCase c = random_case(random);
    if (portfolio::reduces(c.account, 0, c.prospect.quantity)) {
      continue;  // such fills pass whatever the rule says
    }
    const double found = portfolio::affordable(c.account, c.prospect);
    const double room = 1e-8 * (std::fabs(c.prospect.quantity) + 1);
    if (found == c.prospect.quantity) {
      ++whole;
      const AfterFill then = after(c.account, c.prospect, found);
      REQUIRE(then.gross <= c.prospect.leverage * then.equity + 1e-8 * std::fabs(then.equity));
    } else {
      ++part;
      REQUIRE(std::fabs(found - bisected(c.account, c.prospect)) <= room);
    }
  }
  CHECK(whole > 500);
  CHECK(part > 500);
}

TEST_CASE("what is affordable has no favourite side") {
  std::mt19937_64 random(12);
  for (int i = 0; i < 2'000; ++i) {
    const RandomCase c = random_case(random);
    // The same worth with every position on the other side.
    portfolio::Account mirrored(c.account.value(0).equity, 2);
    for (const core::SymbolIndex s : {0u, 1u}) {
      mirrored.apply(fill_of(s, -c.account.position(s).quantity, c.account.position(s).mark));
    }
    // Equity gains on one side what it loses on the other, so compare at an unchanged price.
    portfolio::Prospect here = c.prospect;
    here.price = c.account.position(0).mark;
    portfolio::Prospect there = here;
    there.quantity = -here.quantity;
    REQUIRE(portfolio::affordable(mirrored, there) ==
            Approx(-portfolio::affordable(c.account, here)).epsilon(1e-9));
  }
}

TEST_CASE("prices and cash times 2^k leave what is affordable alone, to the bit") {
  std::mt19937_64 random(13);
  for (int i = 0; i < 500; ++i) {
    const double scale = std::ldexp(1.0, i % 41 - 20);
    const double cash = 1'000 + static_cast<double>(random() % 9'000);
    const double held = static_cast<double>(random() % 200) - 100;
    portfolio::Prospect p = prospect(static_cast<double>(random() % 600) - 299.5, 97.3, 0.001, 1.5);
    portfolio::Account plain(cash, 2);
    plain.apply(fill_of(0, held + 0.5, 100.1));
    portfolio::Account scaled(cash * scale, 2);
    scaled.apply(fill_of(0, held + 0.5, 100.1 * scale));
    const double expected = portfolio::affordable(plain, p);
    p.price *= scale;
    REQUIRE(portfolio::affordable(scaled, p) == expected);
  }
}
