// SPDX-License-Identifier: Apache-2.0
#include "portfolio/account.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include "orders/order.hpp"

namespace barometer::portfolio {

Account::Account(double cash, std::size_t symbols)
    : Account(cash, std::vector<Valuation>(symbols)) {}

Account::Account(double cash, std::span<const Valuation> valuations)
    : start_(cash),
      cash_(cash),
      positions_(valuations.size()),
      blocks_((valuations.size() + kBlock - 1) / kBlock),
      valuations_(valuations.begin(), valuations.end()),
      is_rate_(valuations.size()) {
  for (std::size_t symbol = 0; symbol < positions_.size(); ++symbol) {
    const Valuation& valuation = valuations_[symbol];
    positions_[symbol].point_value = valuation.rate ? 0 : valuation.multiplier;
    if (valuation.rate) {
      is_rate_[*valuation.rate] = 1;
    }
  }
}

void Account::apply(const orders::Fill& fill) {
  mark(fill.symbol, fill.raw_price);
  cash_ -= fill.quantity * fill.price * fill.point_value + fill.commission;
  costs_ += fill.commission + fill.slippage_cost();
  move(positions_[fill.symbol], fill.quantity, fill.price);
  note_held(fill.symbol);
}

void Account::note_held(std::size_t symbol) {
  std::uint64_t& word = blocks_[symbol / kBlock].held[symbol % kBlock / kWord];
  const std::uint64_t bit = std::uint64_t{1} << symbol % kWord;
  word = positions_[symbol].quantity != 0 ? word | bit : word & ~bit;
  touch(symbol);
}

// Average price: a fill that increases the position averages in, one that decreases it leaves the
// average alone, one that turns it over starts anew at its own price.
void Account::move(Position& position, double quantity, double price) {
  const double before = position.quantity;
  const double after = before + quantity;
  const bool increases = before == 0 || (before > 0) == (quantity > 0);
  if (increases) {
    position.average_price = (before * position.average_price + quantity * price) / after;
  } else if (after == 0) {
    position.average_price = 0;
  } else if ((after > 0) != (before > 0)) {
    position.average_price = price;
  }
  const bool same_side = before * after > 0;
  position.largest = std::max(same_side ? position.largest : 0.0, std::fabs(after));
  position.quantity = after;
}

void Account::convert(core::SymbolIndex symbol, double price) {
  for (std::size_t i = 0; i < positions_.size(); ++i) {
    const Valuation& valuation = valuations_[i];
    if (valuation.rate == symbol) {
      Position& position = positions_[i];
      const double point_value = valuation.multiplier * (valuation.inverse ? 1 / price : price);
      pnl_ += position.quantity * position.mark * (point_value - position.point_value);
      position.point_value = point_value;
      touch(i);
    }
  }
}

void Account::receive_income(double amount) {
  cash_ += amount;
  pnl_ += amount;
}

void Account::receive_financing(double amount) {
  cash_ += amount;
  costs_ -= amount;
}

void Account::split(core::SymbolIndex symbol, const data::SplitRatio& ratio) {
  Position& position = positions_[symbol];
  for (double* units : {&position.quantity, &position.largest}) {
    *units = ratio.multiply(*units);
  }
  for (double* price : {&position.average_price, &position.mark}) {
    *price = ratio.divide(*price);
  }
  touch(symbol);
}

void Account::sum_block(std::size_t block) const {
  Block& sum = blocks_[block];
  double net = 0;
  double gross = 0;
  for (std::size_t word = 0; word < sum.held.size(); ++word) {
    const std::size_t first = block * kBlock + word * kWord;
    for (std::uint64_t left = sum.held[word]; left != 0; left &= left - 1) {
      const double notional =
          positions_[first + static_cast<std::size_t>(std::countr_zero(left))].value();
      net += notional;
      gross += std::fabs(notional);
    }
  }
  sum.net = net;
  sum.gross = gross;
  sum.moved = false;
}

void Account::sum() const {
  double net = 0;
  double gross = 0;
  for (std::size_t block = 0; block < blocks_.size(); ++block) {
    if (blocks_[block].moved) {
      sum_block(block);
    }
    net += blocks_[block].net;
    gross += blocks_[block].gross;
  }
  net_ = net;
  gross_ = gross;
  moved_ = false;
}

double Account::identity_error() const {
  const EquityPoint now = value(0);
  const double expected = start_ + pnl_ - costs_;
  const double scale = std::max({std::fabs(now.equity), now.gross, start_});
  return std::fabs(now.equity - expected) / scale;
}

}  // namespace barometer::portfolio
