// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"

namespace barometer::portfolio {

// What moves an account besides fills and prices (docs/execution.md, "Carry").
enum class CashKind : std::int8_t { interest, borrow, funding, dividend, split };

inline constexpr core::SymbolIndex kWholeAccount = std::numeric_limits<core::SymbolIndex>::max();

struct CashEvent {
  CashKind kind = CashKind::interest;
  core::SymbolIndex symbol = kWholeAccount;  // interest is the account's own
  std::int64_t step = 0;
  core::Timestamp time_ns = 0;  // close time of the step
  std::int64_t bar = -1;        // the symbol's latest bar at that time
  double quantity = 0;          // signed units that it was paid on; a split: units after it
  double rate = 0;    // fraction for the nights or the interval; dividend: quote currency a
                      // unit; split: units after for one before
  double amount = 0;  // account currency, > 0 received; a split: 0
};

// "interest", "borrow", "funding", "dividend", "split".
std::string_view to_string(CashKind kind);

}  // namespace barometer::portfolio
