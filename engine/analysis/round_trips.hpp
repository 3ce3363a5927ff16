// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/account_flows.hpp"
#include "config/round_trip_rule.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "orders/order.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// Units that were bought and sold again (or sold and bought back). A fill that reduces a position
// closes, by RoundTripRule:
//   fifo      the oldest units first, and makes one round trip with each entry fill it meets
//   average   units that all have the position's average price and costs, and makes one round trip;
//             entry time and bar are those of the fill that began the position
struct RoundTrip {
  core::SymbolIndex symbol = 0;
  bool open = false;    // still held at the end: marked at the symbol's last close, no exit costs
  double quantity = 0;  // signed units: > 0 long, < 0 short
  core::Timestamp entry_time_ns = 0;  // close time of the bar in which it filled
  core::Timestamp exit_time_ns = 0;   // open: close time of the symbol's last bar
  std::int64_t entry_bar = 0;         // index in the symbol
  std::int64_t exit_bar = 0;
  orders::PricePoint entry_point = orders::PricePoint::open;
  orders::PricePoint exit_point = orders::PricePoint::close;  // open: close
  double entry_price = 0;                                     // after slippage, quote currency
  double exit_price = 0;  // after slippage; open: the last close
  double gross = 0;       // quantity x (raw exit - raw entry), before slippage, account currency
  double costs = 0;       // commission and slippage of both ends, >= 0, account currency
  double carry = 0;       // dividends, borrow fees and funding of its units, > 0 received

  // Worst and best price seen while it was held / entry price - 1, signed as the trade: mae <= 0 <=
  // mfe. Filled by measure_excursions().
  double mae = 0;
  double mfe = 0;

  double point_value = 1;  // open: account currency for one unit at a price of 1, at the end

  double net() const { return gross - costs + carry; }

  std::int64_t bars_held() const { return exit_bar - entry_bar; }

  double hours_held() const {
    return static_cast<double>(exit_time_ns - entry_time_ns) / static_cast<double>(core::kHour);
  }
};

// Closed ones in the order in which they closed, then the open ones in symbol order; a split
// changes quantity and entry price of what is held, other events are shared by units. The sum of
// net() over all, with interest, is the account's change in equity.
std::vector<RoundTrip> round_trips(std::span<const orders::Fill> fills,
                                   const data::MarketData& market, const AccountFlows& flows = {},
                                   config::RoundTripRule rule = config::RoundTripRule::fifo);

}  // namespace barometer::analysis
