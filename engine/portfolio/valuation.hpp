// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/symbol.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::portfolio {

// How a symbol's prices become account currency: contract multiplier x rate, the rate being the
// latest price of another symbol of the run, or its inverse.
struct Valuation {
  double multiplier = 1;
  std::optional<core::SymbolIndex> rate;  // none: it is quoted in the account's currency
  bool inverse = false;                   // the rate is 1 / price
};

// One per symbol, in config order. For a symbol that is quoted in currency Q of an account in A:
// what `broker.conversion` says of Q, else the symbol named QA, else the inverse of the one named
// AQ. Appends a fault for each symbol whose currency has no such symbol, for an account that does
// not say its currency, and for conversions that name no symbol of the run.
std::vector<Valuation> valuations_of(const config::RunConfig& config,
                                     const data::MarketData& market,
                                     std::vector<core::Fault>& faults);

}  // namespace barometer::portfolio
