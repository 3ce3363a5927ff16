// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/condition_config.hpp"
#include "config/location.hpp"
#include "core/timestamp.hpp"

// What `broker:` says: fills, costs, instruments, currencies. Every value is in the unit that its
// name says; every default is written here and nowhere else.

namespace barometer::config {

enum class FillRule { next_open, next_close, same_close };
enum class OnShortfall { reject, scale };
enum class Intrabar { pessimistic, ohlc, olhc, nearest_first };
enum class LimitTouch { fill, through };

// What holding a perpetual costs: longs pay `rate` of the value to shorts at each multiple of
// `every` since 1970 (UTC); a negative rate is paid by shorts.
struct FundingConfig {
  double rate = 0;  // fraction of value
  core::Duration every = 8 * core::kHour;
};

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

// What `slippage:` adds to its flat rate; all of it adds up.
struct SlippageConfig {
  double ticks = 0;         // of the symbol's tick size
  double half_spread = 0;   // quote currency
  double volume_share = 0;  // k in k x (quantity / volume of the bar)^2, fraction of price
  double impact = 0;        // c in c x sigma_day x sqrt(quantity / ADV), fraction of price
  std::vector<ConditionConfig> when = {};  // action scale: several multiply
};

// Rates a year, charged by calendar days / 365 for every night.
struct InterestConfig {
  double cash = 0;  // earned on cash
  double loan = 0;  // paid on a margin loan
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
  double leverage = 1.0;      // gross exposure / equity allowed after a fill
  double cash_buffer = 0.01;  // fraction of equity that target weights leave free
  OnShortfall margin = OnShortfall::reject;
  double maintenance_margin = 0.0;  // equity / gross exposure below which the engine liquidates
  bool short_selling = true;
  Intrabar intrabar = Intrabar::pessimistic;
  LimitTouch limit_touch = LimitTouch::fill;
  std::optional<double> participation = {};  // share of a bar's volume that may be filled in it
  bool close_at_end = false;
  std::vector<InstrumentConfig> instruments = {};
  double borrow = 0.0;  // fraction of the value of shorts, a year
  InterestConfig interest = {};
  std::string currency = {};  // of the account; empty: all symbols are quoted in it
  Location currency_at = {};
  std::vector<ConversionConfig> conversion = {};
};

}  // namespace barometer::config
