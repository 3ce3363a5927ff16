// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "broker/order.hpp"
#include "data/bars.hpp"

namespace barometer {

// The account once more, kept from nothing but fills and bars, the plain way.
class Ledger {
 public:
  Ledger(const MarketData& market, double cash);

  void book(const Fill& fill);

  // cash + sum of quantity x last close at `time`
  double worth(Timestamp time) const;

  // starting cash + sum over fills of quantity x (last close - raw price) - commission - slippage
  double identity(Timestamp time) const;

  double position(SymbolIndex symbol) const { return positions_[symbol]; }

  double cash() const { return cash_; }

  // sum of |quantity| x last close
  double gross(Timestamp time) const;

 private:
  const MarketData& market_;
  double start_;
  double cash_;
  std::vector<double> positions_;
  std::vector<Fill> fills_;
};

}  // namespace barometer
