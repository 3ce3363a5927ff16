// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "config/condition_config.hpp"
#include "config/location.hpp"

// What trading costs beyond the flat rates of `broker:`. Every value is in the unit that its name
// says; every default is written here and nowhere else.

namespace barometer::config {

// `rate` is in force from `from` on: notional of both sides, account currency, of the 30 days
// before the fill.
struct CommissionTier {
  double from = 0;
  double rate = 0;  // fraction of notional
};

// What `commission:` adds to its flat rate; all of it adds up.
struct CommissionConfig {
  double maker = 0;          // fraction of notional, of fills that rested in the book
  double taker = 0;          // fraction of notional, of all others
  double per_order = 0;      // account currency, with an order's first fill
  double per_share = 0;      // account currency a unit
  double per_share_min = 0;  // account currency an order, of the per-share part
  std::optional<double>
      per_share_max;  // fraction of notional, of the per-share part; beats the min
  std::vector<CommissionTier> tiers = {};  // ascending; the last one reached is in force
  std::vector<ConditionConfig> when = {};  // action scale: several multiply
};

// Which spread of the data fills pay half of.
enum class SpreadCost { none, quoted };

// What `slippage:` adds to its flat rate; all of it adds up.
struct SlippageConfig {
  double ticks = 0;  // of the symbol's tick size
  Location ticks_at = {};
  double half_spread = 0;  // quote currency
  SpreadCost spread = SpreadCost::none;
  Location spread_at = {};
  double volume_share = 0;  // k in k x (quantity / volume of the bar)^2, fraction of price
  double impact = 0;        // c in c x sigma_day x sqrt(quantity / ADV), fraction of price
  std::vector<ConditionConfig> when = {};  // action scale: several multiply
};

// Rates a year, charged by calendar days / 365 for every night.
struct InterestConfig {
  double cash = 0;  // earned on cash
  double loan = 0;  // paid on a margin loan
};

}  // namespace barometer::config
