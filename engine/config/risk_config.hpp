// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

// What `risk:` says. Every value is in the unit that its name says; every default
// is written here and nowhere else.

namespace barometer::config {

// Limits that the engine holds whatever the strategy asks; none where nothing is stated.
struct RiskConfig {
  std::optional<double> max_weight = {};  // |position| of a symbol / equity
  std::optional<double> max_gross = {};   // sum of |positions| / equity
  std::optional<double> max_net = {};     // |sum of positions| / equity
  std::optional<double> max_drawdown =
      {};  // of the highest equity at a step's close: flat for good
  std::optional<double> max_daily_loss =
      {};                                   // of the equity before the session: flat until the next
  std::optional<int> orders_per_step = {};  // orders of the strategy that are taken in one step
};

}  // namespace barometer::config
