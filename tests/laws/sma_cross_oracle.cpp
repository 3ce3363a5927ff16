// SPDX-License-Identifier: Apache-2.0
#include "laws/sma_cross_oracle.hpp"

#include "data/bar_row.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

long double mean_of_last(std::span<const data::BarRow> bars, std::size_t end, std::size_t count) {
  long double sum = 0;
  for (std::size_t i = end + 1 - count; i <= end; ++i) {
    sum += bars[i].close;
  }
  return sum / static_cast<long double>(count);
}

}  // namespace

std::vector<OracleTrade> sma_cross_oracle(std::span<const data::BarRow> bars, std::size_t fast,
                                          std::size_t slow, const config::BrokerConfig& broker) {
  std::vector<OracleTrade> trades;
  const bool at_fill = broker.size_at == config::SizeAt::fill;
  double cash = broker.cash, held = 0, pending = 0;
  int side = 0;  // 1 above, -1 below, 0 not known yet
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (pending != 0) {
      const double slip = pending > 0 ? broker.slippage : -broker.slippage;
      const double price = bars[i].open * (1 + slip);
      if (at_fill && pending > 0) {  // all cash, of which price and fee are paid
        pending = (1 - broker.buffer()) * cash / (price * (1 + broker.commission));
      }
      const double fee = broker.commission * (pending > 0 ? pending : -pending) * price;
      const double left = cash - pending * price - fee;
      if (pending < 0 || left >= -1e-9 * cash) {  // all that is held was bought with own cash
        trades.push_back({i, pending, price, fee});
        cash = left;
        held += pending;
      }
      pending = 0;
    }
    if (i + 1 < slow) {
      continue;
    }
    const long double slow_mean = mean_of_last(bars, i, slow);
    const long double above = (mean_of_last(bars, i, fast) - slow_mean) / slow_mean;
    const int now = above > 1e-12L ? 1 : above < -1e-12L ? -1 : side;
    if (now != side) {
      const double equity = cash + held * bars[i].close;
      const double target = now > 0 ? (1 - broker.buffer()) * equity / bars[i].close : 0;
      pending = target - held;
      side = now;
    }
  }
  return trades;
}

void check_trades(std::span<const orders::Fill> found, std::span<const OracleTrade> expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO("trade " << i << " at bar " << expected[i].bar);
    REQUIRE(found[i].bar == static_cast<std::int64_t>(expected[i].bar));
    REQUIRE(found[i].quantity == Approx(expected[i].quantity).epsilon(1e-9));
    REQUIRE(found[i].price == Approx(expected[i].price).epsilon(1e-12));
    REQUIRE(found[i].commission == Approx(expected[i].commission).epsilon(1e-9));
  }
}

}  // namespace barometer
