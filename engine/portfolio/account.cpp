// SPDX-License-Identifier: Apache-2.0
#include "portfolio/account.hpp"

#include <algorithm>
#include <cmath>

namespace barometer {

Account::Account(double cash, std::size_t symbols)
    : start_(cash), cash_(cash), positions_(symbols) {}

void Account::apply(const Fill& fill) {
  mark(fill.symbol, fill.raw_price);
  cash_ -= fill.quantity * fill.price + fill.commission;
  costs_ += fill.commission + fill.slippage_cost();
  move(positions_[fill.symbol], fill.quantity, fill.price);
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
  position.quantity = after;
}

void Account::mark(SymbolIndex symbol, double price) {
  Position& position = positions_[symbol];
  pnl_ += position.quantity * (price - position.mark);
  position.mark = price;
}

EquityPoint Account::value(Timestamp time_ns) const {
  EquityPoint point{time_ns, cash_, 0, 0, 0};
  for (const Position& position : positions_) {
    const double notional = position.quantity * position.mark;
    point.net += notional;
    point.gross += std::fabs(notional);
  }
  point.equity = cash_ + point.net;
  return point;
}

double Account::identity_error() const {
  const EquityPoint now = value(0);
  const double expected = start_ + pnl_ - costs_;
  const double scale = std::max({std::fabs(now.equity), now.gross, start_});
  return std::fabs(now.equity - expected) / scale;
}

}  // namespace barometer
