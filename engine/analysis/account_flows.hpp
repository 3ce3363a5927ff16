// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "portfolio/cash_event.hpp"
#include "portfolio/valuation.hpp"

namespace barometer::analysis {

// What moved the account besides prices and fills, and how prices become account currency.
struct AccountFlows {
  std::span<const portfolio::CashEvent> events = {};  // in the order in which they happened
  std::span<const portfolio::Valuation> valuations =
      {};  // per symbol; empty: account currency, one for one
};

}  // namespace barometer::analysis
