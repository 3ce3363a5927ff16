// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "config/run_config.hpp"

// What trading costs (docs/execution.md, "Costs"). Pure functions of the order and the price.

namespace barometer {

struct CostModel {
  double commission = 0;  // fraction of notional
  double slippage = 0;    // fraction of price, always against the order

  explicit CostModel(const BrokerConfig& config)
      : commission(config.commission), slippage(config.slippage) {}

  // Price paid or got for `quantity` signed units whose bar offers `raw_price`.
  double price(double quantity, double raw_price) const {
    return quantity > 0 ? raw_price * (1 + slippage) : raw_price * (1 - slippage);
  }

  // Account currency, >= 0.
  double commission_for(double quantity, double price) const {
    return commission * (std::fabs(quantity) * price);
  }
};

}  // namespace barometer
