// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/cost_config.hpp"
#include "config/fill_rules.hpp"
#include "config/funding_config.hpp"
#include "config/location.hpp"

// What `broker:` says: fills, costs, instruments, currencies. Every value is in the unit that its
// name says; every default is written here and nowhere else.

namespace barometer::config {

// What is special about trading one symbol, or all (`symbol` is "default"); what is not stated is
// the default's.
struct InstrumentConfig {
  std::string symbol;
  Location at = {};
  std::optional<double> tick = {};          // quote currency; fill prices are multiples of it
  std::optional<double> lot = {};           // units; quantities are multiples of it
  std::optional<double> min_notional = {};  // quote currency; smaller orders are rejected
  std::optional<bool> short_selling = {};
  std::string currency = {};               // it is quoted in; empty: the account's
  std::optional<double> multiplier = {};   // units of the underlying that one unit stands for
  std::optional<double> half_spread = {};  // quote currency; instead of slippage.half_spread
  std::optional<double> borrow = {};       // fraction of the value of shorts, a year
  std::optional<FundingConfig> funding = {};
};

// Where the rate from a currency to the account's comes from.
struct ConversionConfig {
  std::string currency = {};
  Location at = {};
  std::string symbol = {};  // of the run
  bool inverse = false;     // the symbol's price is account currency in terms of `currency`
};

struct BrokerConfig {
  double cash = 100'000.0;  // account currency
  FillRule fill = FillRule::next_open;
  double commission = 0.0;  // fraction of notional
  double slippage = 0.0;    // fraction of price, against the order
  CommissionConfig commission_parts = {};
  SlippageConfig slippage_parts = {};
  double leverage = 1.0;  // gross exposure / equity allowed after a fill
  SizeAt size_at = SizeAt::fill;
  std::optional<double> cash_buffer = {};  // as stated; see buffer()
  OnShortfall margin = OnShortfall::reject;
  double maintenance_margin = 0.0;  // equity / gross exposure below which the engine liquidates
  Liquidation liquidation = Liquidation::whole;
  bool short_selling = true;
  Intrabar intrabar = Intrabar::pessimistic;
  LimitTouch limit_touch = LimitTouch::fill;
  std::optional<double> participation = {};  // share of a bar's volume that may be filled in it
  Location participation_at = {};
  bool close_at_end = false;
  std::vector<InstrumentConfig> instruments = {};
  double borrow = 0.0;  // fraction of the value of shorts, a year
  InterestConfig interest = {};
  std::string currency = {};  // of the account; empty: all symbols are quoted in it
  Location currency_at = {};
  std::vector<ConversionConfig> conversion = {};

  // Fraction of equity that target weights leave free. Sizes of the fill need none; sizes of the
  // close before it leave room for a gap unless another share is stated.
  double buffer() const { return cash_buffer.value_or(size_at == SizeAt::fill ? 0.0 : 0.01); }
};

}  // namespace barometer::config
