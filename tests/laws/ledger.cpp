// SPDX-License-Identifier: Apache-2.0
#include "laws/ledger.hpp"

#include <cmath>

#include "data/market_data.hpp"
#include "support/test_market.hpp"

namespace barometer {

Ledger::Ledger(const data::MarketData& market, double cash)
    : market_(market), start_(cash), cash_(cash), positions_(market.symbols.size(), 0) {}

void Ledger::book(const orders::Fill& fill) {
  cash_ -= fill.quantity * fill.price;
  cash_ -= fill.commission;
  positions_[fill.symbol] += fill.quantity;
  fills_.push_back(fill);
}

double Ledger::worth(core::Timestamp time) const {
  double worth = cash_;
  for (std::size_t s = 0; s < positions_.size(); ++s) {
    worth += positions_[s] * last_close(market_.symbols[s], time);
  }
  return worth;
}

double Ledger::identity(core::Timestamp time) const {
  double worth = start_;
  for (const orders::Fill& fill : fills_) {
    worth += fill.quantity * (last_close(market_.symbols[fill.symbol], time) - fill.raw_price);
    worth -= fill.commission + std::fabs(fill.quantity) * std::fabs(fill.price - fill.raw_price);
  }
  return worth;
}

double Ledger::gross(core::Timestamp time) const {
  double gross = 0;
  for (std::size_t s = 0; s < positions_.size(); ++s) {
    gross += std::fabs(positions_[s]) * last_close(market_.symbols[s], time);
  }
  return gross;
}

}  // namespace barometer
