// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/funding_config.hpp"
#include "core/error.hpp"
#include "orders/grid.hpp"

namespace barometer::config {
struct BrokerConfig;
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::orders {

// The trading rules of one symbol.
struct Instrument {
  Grid tick = {};           // quote currency; 0: any price
  Grid lot = {};            // units; 0: any quantity
  double min_notional = 0;  // quote currency
  bool short_selling = true;
  std::string currency = {};           // it is quoted in; empty: the account's
  double multiplier = 1;               // units of the underlying that one unit stands for
  double half_spread = 0;              // quote currency
  double borrow = 0;                   // fraction of the value of shorts, a year
  config::FundingConfig funding = {};  // rate 0: none

  // The price of a fill: up for a buy, down for a sell.
  double fill_price(double quantity, double price) const;

  // The price of a limit order, to the less aggressive tick: down for a buy, up for a sell.
  double limit_price(double quantity, double price) const;

  // The multiple of the lot that the signed units are but for rounding errors, else what they are.
  double snapped(double quantity) const;

  // Signed units, rounded towards zero.
  double round_to_lot(double quantity) const;
};

// One per symbol of the market, in config order: what is stated for it, else `default`.
std::vector<Instrument> instruments_of(const config::BrokerConfig& config,
                                       const data::MarketData& market);

// A fault for each symbol that is named under `broker.instruments` and is not in the market.
std::vector<core::Fault> unknown_instruments(const config::RunConfig& config,
                                             std::vector<std::string> symbols);

}  // namespace barometer::orders
