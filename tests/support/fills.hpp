// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orders/order.hpp"

namespace barometer {

// A fill as the account sees it.
inline orders::Fill fill_of(core::SymbolIndex symbol, double quantity, double raw_price,
                            double price, double commission) {
  orders::Fill fill;
  fill.symbol = symbol;
  fill.quantity = quantity;
  fill.raw_price = raw_price;
  fill.price = price;
  fill.commission = commission;
  return fill;
}

// One without costs.
inline orders::Fill fill_of(core::SymbolIndex symbol, double quantity, double price) {
  return fill_of(symbol, quantity, price, price, 0);
}

}  // namespace barometer
