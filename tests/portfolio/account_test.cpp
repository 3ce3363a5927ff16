// SPDX-License-Identifier: Apache-2.0
#include "portfolio/account.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"
#include "support/fills.hpp"

using namespace barometer;

TEST_CASE("a fresh account is its cash") {
  const portfolio::EquityPoint point = portfolio::Account(1'000, 3).value(77);
  CHECK(point.time_ns == 77);
  CHECK(point.cash == 1'000);
  CHECK(point.equity == 1'000);
  CHECK(point.gross == 0);
  CHECK(point.net == 0);
}

// 10 units bought at 101 (open 100, 1 of slippage) for 5 of commission, marked at 110:
// cash 1000 - 1010 - 5 = -15, equity -15 + 1100 = 1085.
TEST_CASE("a fill moves cash by price and commission, a mark moves equity") {
  portfolio::Account account(1'000, 1);
  account.apply(fill_of(0, 10, 100, 101, 5));
  CHECK(account.cash() == -15);
  CHECK(account.value(0).equity == 985);  // slippage and commission are lost at once
  account.mark(0, 110);
  CHECK(account.value(0).equity == 1'085);
}

TEST_CASE("a short brings cash and is worth less than nothing") {
  portfolio::Account account(1'000, 1);
  account.apply(fill_of(0, -4, 50));
  account.mark(0, 60);
  const portfolio::EquityPoint point = account.value(0);
  CHECK(point.cash == 1'200);
  CHECK(point.net == -240);
  CHECK(point.gross == 240);
  CHECK(point.equity == 960);
}

TEST_CASE("gross adds what net sets off") {
  portfolio::Account account(1'000, 2);
  account.apply(fill_of(0, 2, 100));
  account.apply(fill_of(1, -3, 50));
  CHECK(account.value(0).gross == 350);
  CHECK(account.value(0).net == 50);
}

TEST_CASE("the average price weighs what is added, and survives what is taken away") {
  portfolio::Account account(10'000, 1);
  account.apply(fill_of(0, 2, 100));
  CHECK(account.position(0).average_price == 100);
  account.apply(fill_of(0, 6, 120));
  CHECK(account.position(0).average_price == 115);  // (2 x 100 + 6 x 120) / 8
  account.apply(fill_of(0, -5, 90));
  CHECK(account.position(0).average_price == 115);
  account.apply(fill_of(0, -3, 80));
  CHECK(account.position(0).quantity == 0);
  CHECK(account.position(0).average_price == 0);
}

TEST_CASE("a position that turns over starts at its own price") {
  portfolio::Account account(10'000, 1);
  account.apply(fill_of(0, 2, 100));
  account.apply(fill_of(0, -5, 130));
  CHECK(account.position(0).quantity == -3);
  CHECK(account.position(0).average_price == 130);
  account.apply(fill_of(0, -1, 150));
  CHECK(account.position(0).average_price == 135);  // (3 x 130 + 1 x 150) / 4
  account.apply(fill_of(0, 6, 140));
  CHECK(account.position(0).quantity == 2);
  CHECK(account.position(0).average_price == 140);
}

TEST_CASE("what is nothing is measured by the position's largest size since it was flat") {
  portfolio::Account account(1'000, 1);
  const auto dust = [&] { return account.position(0).dust(); };
  CHECK(dust() == 0);
  account.apply(fill_of(0, 8, 10));
  account.apply(fill_of(0, -6, 10));
  CHECK(dust() == 8 * orders::kDust);
  account.split(0, 2);
  CHECK(dust() == 16 * orders::kDust);
  account.apply(fill_of(0, -7, 10));  // turns over
  CHECK(dust() == 3 * orders::kDust);
  account.apply(fill_of(0, 3, 10));
  CHECK(dust() == 0);
}

TEST_CASE("the average price is that after slippage") {
  portfolio::Account account(10'000, 1);
  account.apply(fill_of(0, 2, 100, 101, 0));
  CHECK(account.position(0).average_price == 101);
  CHECK(account.position(0).mark == 100);
}

TEST_CASE("a symbol without a bar has no mark and no worth") {
  portfolio::Account account(1'000, 2);
  account.mark(1, 50);
  CHECK(account.position(0).mark == 0);
  CHECK(account.value(0).equity == 1'000);
}

// Every kind of move: marks, fills, splits, and marks of what others are quoted in.
TEST_CASE("sums that are kept are those of all positions, whatever moved in between") {
  constexpr std::size_t kSymbols = 300;
  constexpr std::size_t kBlock = 128;
  std::vector<portfolio::Valuation> valuations(kSymbols);
  for (std::size_t s = 0; s < kSymbols; s += 7) {
    valuations[s].rate = core::SymbolIndex{1};
  }
  portfolio::Account account(1'000'000, valuations);
  std::mt19937 random(3);
  for (int move = 0; move < 3'000; ++move) {
    const auto symbol = static_cast<core::SymbolIndex>(random() % kSymbols);
    const double price = 50 + static_cast<double>(random() % 10'000) / 100;
    switch (random() % 4) {
      case 0:
        account.mark(symbol, price);
        break;
      case 1:
        account.mark(1, price / 100);
        break;
      case 2:
        account.split(symbol, data::SplitRatio(2, 1));
        break;
      default: {
        auto fill = fill_of(symbol, random() % 2 == 0 ? 3 : -2, price);
        fill.point_value = account.position(symbol).point_value;
        account.apply(fill);
      }
    }
    double net = 0;
    double gross = 0;
    for (std::size_t first = 0; first < kSymbols; first += kBlock) {
      double block_net = 0;
      double block_gross = 0;
      for (std::size_t s = first; s < std::min(first + kBlock, kSymbols); ++s) {
        const double value = account.position(static_cast<core::SymbolIndex>(s)).value();
        block_net += value;
        block_gross += std::fabs(value);
      }
      net += block_net;
      gross += block_gross;
    }
    REQUIRE(account.value(0).net == net);
    REQUIRE(account.value(0).gross == gross);
  }
}
