// SPDX-License-Identifier: Apache-2.0
// What holds for every sequence of fills and marks (docs/execution.md, "Account").
#include <cmath>
#include <random>
#include <vector>

#include "portfolio/account.hpp"
#include "support/catch.hpp"
#include "support/fills.hpp"

using namespace barometer;

namespace {

constexpr std::size_t kSymbols = 4;
constexpr double kCash = 10'000;

struct Event {
  core::SymbolIndex symbol;
  double quantity;  // 0: only a mark
  double price;
  double slippage;    // price units against the order
  double commission;  // account currency
};

// Prices and quantities that are multiples of 1/64, so that sums of them are exact.
double grid(std::mt19937_64& random, int most) {
  return static_cast<double>(random() % static_cast<unsigned>(most * 64) + 1) / 64;
}

std::vector<Event> random_events(std::uint64_t seed, bool with_costs) {
  std::mt19937_64 random(seed);
  std::vector<Event> events(40);
  for (Event& event : events) {
    event.symbol = static_cast<core::SymbolIndex>(random() % kSymbols);
    event.price = grid(random, 200);
    const double units = grid(random, 20);
    event.quantity = random() % 3 == 0 ? 0 : random() % 2 == 0 ? units : -units;
    event.slippage = with_costs ? event.price / 1'000 : 0;
    event.commission = with_costs ? units * event.price / 500 : 0;
  }
  return events;
}

void play(portfolio::Account& account, const Event& e, double scale = 1, double side = 1) {
  if (e.quantity == 0) {
    account.mark(e.symbol, e.price * scale);
    return;
  }
  const double against = e.quantity > 0 ? e.slippage : -e.slippage;
  account.apply(fill_of(e.symbol, side * e.quantity, e.price * scale, (e.price + against) * scale,
                        e.commission * scale));
}

// The account once more, from the definition: every fill so far against every latest price.
double equity_from(const std::vector<Event>& events, std::size_t count) {
  std::vector<double> last(kSymbols, 0);
  for (std::size_t i = 0; i < count; ++i) {
    last[events[i].symbol] = events[i].price;
  }
  double equity = kCash;
  for (std::size_t i = 0; i < count; ++i) {
    const Event& e = events[i];
    equity += e.quantity * (last[e.symbol] - e.price) - std::fabs(e.quantity) * e.slippage -
              (e.quantity == 0 ? 0 : e.commission);
  }
  return equity;
}

}  // namespace

TEST_CASE("the identity holds after every event of 1000 random sequences") {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const auto events = random_events(seed, true);
    portfolio::Account account(kCash, kSymbols);
    for (std::size_t i = 0; i < events.size(); ++i) {
      play(account, events[i]);
      REQUIRE(account.identity_error() <= 1e-12);
      REQUIRE(account.value(0).equity == Approx(equity_from(events, i + 1)).epsilon(1e-11));
    }
  }
}

TEST_CASE("prices and cash times 2^k give an account times 2^k, to the bit") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const int k = static_cast<int>(seed % 41) - 20;
    const double scale = std::ldexp(1.0, k);
    portfolio::Account plain(kCash, kSymbols);
    portfolio::Account scaled(kCash * scale, kSymbols);
    for (const Event& event : random_events(seed, true)) {
      play(plain, event);
      play(scaled, event, scale);
      REQUIRE(scaled.value(0).equity == plain.value(0).equity * scale);
      REQUIRE(scaled.value(0).gross == plain.value(0).gross * scale);
      REQUIRE(scaled.position(event.symbol).average_price ==
              plain.position(event.symbol).average_price * scale);
    }
  }
}

TEST_CASE("without costs the mirrored fills earn what the fills lose, to the bit") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    portfolio::Account plain(kCash, kSymbols);
    portfolio::Account mirrored(kCash, kSymbols);
    for (const Event& event : random_events(seed, false)) {
      play(plain, event);
      play(mirrored, event, 1, -1);
      REQUIRE(mirrored.value(0).equity - kCash == kCash - plain.value(0).equity);
      REQUIRE(mirrored.value(0).gross == plain.value(0).gross);
      REQUIRE(mirrored.position(event.symbol).average_price ==
              plain.position(event.symbol).average_price);
    }
  }
}
