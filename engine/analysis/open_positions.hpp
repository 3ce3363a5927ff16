// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "analysis/round_trips.hpp"
#include "data/bars.hpp"

namespace barometer::analysis {

// What is still held at the end: marked at the symbol's last close, not closed.
struct OpenPosition {
  core::SymbolIndex symbol = 0;
  double quantity = 0;              // signed units
  double last_close = 0;            // quote currency
  core::Timestamp last_bar_ns = 0;  // close time of the symbol's last bar
  bool data_ended = false;  // that bar lies before the run's last step: nobody could trade it since
  double unrealised_net = 0;  // after entry costs, account currency
  double unit = 1;            // account currency for one unit at a price of 1

  // Account currency.
  double value() const { return quantity * last_close * unit; }
};

// Symbol order; a position that is flat is not listed.
std::vector<OpenPosition> open_positions(std::span<const RoundTrip> trips,
                                         const data::MarketData& market);

}  // namespace barometer::analysis
