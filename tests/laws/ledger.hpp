// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "orders/order.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer {

// The account once more, kept from nothing but fills and bars, the plain way.
class Ledger {
 public:
  Ledger(const data::MarketData& market, double cash);

  void book(const orders::Fill& fill);

  // cash + sum of quantity x last close at `time`
  double worth(core::Timestamp time) const;

  // starting cash + sum over fills of quantity x (last close - raw price) - commission - slippage
  double identity(core::Timestamp time) const;

  double position(core::SymbolIndex symbol) const { return positions_[symbol]; }

  double cash() const { return cash_; }

  // sum of |quantity| x last close
  double gross(core::Timestamp time) const;

 private:
  const data::MarketData& market_;
  double start_;
  double cash_;
  std::vector<double> positions_;
  std::vector<orders::Fill> fills_;
};

}  // namespace barometer
