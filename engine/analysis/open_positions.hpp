// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "analysis/round_trips.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// A position that is open at the end of the run, marked at the symbol's last close.
struct OpenPosition {
  core::SymbolIndex symbol = 0;
  double quantity = 0;              // signed units
  double last_close = 0;            // quote currency
  core::Timestamp last_bar_ns = 0;  // close time of the symbol's last bar
  bool data_ended = false;  // that bar lies before the run's last step: nobody could trade it since
  double unrealised_net = 0;  // after entry costs, account currency
  double point_value = 1;     // account currency for one unit at a price of 1

  // Account currency.
  double value() const { return quantity * last_close * point_value; }
};

// Symbol order; a position that is flat is not listed.
std::vector<OpenPosition> open_positions(std::span<const RoundTrip> trips,
                                         const data::MarketData& market);

}  // namespace barometer::analysis
