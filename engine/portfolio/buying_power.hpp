// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "portfolio/account.hpp"

namespace barometer::portfolio {

// Share of equity by which a fill may exceed the buying power: rounding must not reject an all-in
// order.
inline constexpr double kForgivenShortfall = 1e-9;

// A fill that is about to happen, and what the account allows.
struct Prospect {
  core::SymbolIndex symbol = 0;
  double quantity = 0;         // signed units
  double price = 0;            // after slippage, quote currency
  double commission_rate = 0;  // fraction of notional
  double leverage = 1;
};

// True when the fill does not increase |position| by more than dust: such fills always pass.
bool reduces(const Account& account, core::SymbolIndex symbol, double quantity);

// The signed quantity of the prospect that leaves, after its costs,
//   sum |quantity| x price x point value <= leverage x equity,
// with the symbol at the fill price and all others at their marks: the whole quantity when it fits
// (to 1e-9 of equity, so that rounding does not reject an all-in order), else what fits, which may
// be 0. Between closing and opening a position of the other side there is no third way: what is
// returned is at least what flattens.
double affordable(const Account& account, const Prospect& prospect);

// The same judgement for one quantity whose price and commission are known; `forgiven` is a share
// of equity.
bool fits(const Account& account, const Prospect& prospect, double commission,
          double forgiven = kForgivenShortfall);

}  // namespace barometer::portfolio
