// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "broker/order.hpp"
#include "core/symbol.hpp"
#include "portfolio/equity_curve.hpp"

namespace barometer {

struct Position {
  double quantity = 0;       // signed units
  double average_price = 0;  // of the open position, quote currency; 0 when flat
  double mark = 0;           // price it is valued at, quote currency; 0 before the first bar
};

// Cash and positions, marked step by step. Account currency throughout; fills are the only thing
// that moves cash.
//
// Identity (checked every step where BAROMETER_CHECKED is 1):
//   cash + sum quantity x mark = starting cash + sum of PnL - sum of costs,   to 1e-9 relative.
class Account {
 public:
  Account(double cash, std::size_t symbols);

  // Moves cash and position by a fill and values the symbol at the fill's raw price, so that
  // slippage shows as a cost at once.
  void apply(const Fill& fill);

  // Values the symbol's position at `price`.
  void mark(SymbolIndex symbol, double price);

  // The account at the present marks; sums run in config order, so they are the same every time.
  EquityPoint value(Timestamp time_ns) const;

  double cash() const { return cash_; }

  const Position& position(SymbolIndex symbol) const { return positions_[symbol]; }

  std::size_t symbol_count() const { return positions_.size(); }

  // |equity - (starting cash + PnL - costs)| relative to the larger of equity and gross.
  double identity_error() const;

 private:
  static void move(Position& position, double quantity, double price);

  double start_;
  double cash_;
  double costs_ = 0;  // commission and slippage paid
  double pnl_ = 0;    // sum over marks of quantity x price change
  std::vector<Position> positions_;
};

}  // namespace barometer
