// SPDX-License-Identifier: Apache-2.0
#include "portfolio/buying_power.hpp"

#include <algorithm>
#include <cmath>
#include "orders/sizing.hpp"

namespace barometer::portfolio {

namespace {

// The account with the prospect's symbol valued at the fill price.
struct Standing {
  double equity;
  double others;  // gross of all other symbols
};

Standing standing(const Account& account, const Prospect& p) {
  const EquityPoint now = account.value(0);
  const Position& position = account.position(p.symbol);
  const double held = position.quantity;
  return {now.equity + held * (p.price - position.mark) * position.point_value,
          now.gross - std::fabs(held * position.mark * position.point_value)};
}

}  // namespace

bool reduces(const Account& account, core::SymbolIndex symbol, double quantity) {
  const Position& position = account.position(symbol);
  const double held = position.quantity;
  const double after = held + orders::close_whole(held, quantity, position.dust());
  return std::fabs(after) <= std::fabs(held) && after * held >= 0;
}

bool fits(const Account& account, const Prospect& p, double commission, double forgiven) {
  const auto [equity, others] = standing(account, p);
  const Position& position = account.position(p.symbol);
  const double after = std::fabs(position.quantity + p.quantity) * p.price * position.point_value;
  return others + after <= p.leverage * (equity - commission) + forgiven * std::fabs(equity);
}

double affordable(const Account& account, const Prospect& p) {
  const auto [equity, others] = standing(account, p);
  const Position& position = account.position(p.symbol);

  // Room for the symbol's own gross once everything that the fill reduces is gone: first close
  // what is held on the other side, then open. Each unit traded costs `fee`, and each unit held
  // afterwards needs `price`, so the opened part q solves others + q x price + L x fee x q = room.
  const double sign = p.quantity > 0 ? 1.0 : -1.0;
  const double closing = std::fabs(orders::closing_part(position.quantity, p.quantity));
  const double kept = std::fabs(position.quantity + sign * closing);
  const double price = p.price * position.point_value;
  const double fee = p.commission_rate * price;
  const double room = p.leverage * (equity - fee * closing) - others - kept * price;
  const double opening = std::fabs(p.quantity) - closing;
  const double need = opening * (price + p.leverage * fee);
  if (need <= room + kForgivenShortfall * std::fabs(equity)) {
    return p.quantity;
  }
  const double fits = std::max(0.0, room / (price + p.leverage * fee));
  return sign * (closing + std::min(fits, opening));
}

}  // namespace barometer::portfolio
