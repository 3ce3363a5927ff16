// SPDX-License-Identifier: Apache-2.0
#include "portfolio/buying_power.hpp"

#include <algorithm>
#include <cmath>

namespace barometer {

bool reduces(const Account& account, SymbolIndex symbol, double quantity) {
  const double held = account.position(symbol).quantity;
  return std::fabs(held + quantity) <= std::fabs(held) && (held + quantity) * held >= 0;
}

double affordable(const Account& account, const Prospect& p) {
  const EquityPoint now = account.value(0);
  const Position& position = account.position(p.symbol);
  const double held = position.quantity;
  const double others = now.gross - std::fabs(held * position.mark);
  const double equity = now.equity + held * (p.price - position.mark);

  // Room for the symbol's own gross once everything that the fill reduces is gone: first close
  // what is held on the other side, then open. Each unit traded costs `fee`, and each unit held
  // afterwards needs `price`, so the opened part q solves others + q x price + L x fee x q = room.
  const double sign = p.quantity > 0 ? 1.0 : -1.0;
  const double closing = held * sign < 0 ? std::min(std::fabs(held), std::fabs(p.quantity)) : 0.0;
  const double kept = std::fabs(held + sign * closing);
  const double fee = p.commission_rate * p.price;
  const double room = p.leverage * (equity - fee * closing) - others - kept * p.price;
  const double opening = std::fabs(p.quantity) - closing;
  const double tolerance = 1e-9 * std::fabs(equity);
  const double need = opening * (p.price + p.leverage * fee);
  if (need <= room + tolerance) {
    return p.quantity;
  }
  const double fits = std::max(0.0, room / (p.price + p.leverage * fee));
  return sign * (closing + std::min(fits, opening));
}

}  // namespace barometer
