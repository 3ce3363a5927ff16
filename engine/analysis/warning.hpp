// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/timestamp.hpp"
#include "latency/report.hpp"

// What a reader of a run must know before he trusts its numbers: a code and the values that belong
// to it. The words are the report's (report/warning_text.hpp).

namespace barometer::analysis {

// latency.budget is stated, but latency.meter is off.
struct BudgetsNotMetered {
  static constexpr std::string_view kCode = "budgets_not_metered";
};

// latency.live_interval is stated, but latency.meter is not full.
struct LiveIntervalNotMetered {
  static constexpr std::string_view kCode = "live_interval_not_metered";
};

// broker.fill: same_close fills orders at the close that made them.
struct SameCloseFills {
  static constexpr std::string_view kCode = "same_close_fills";
};

// data.bad_rows: skip left out rows of the data.
struct SkippedRows {
  static constexpr std::string_view kCode = "skipped_rows";
  std::int64_t rows = 0;        // of all symbols
  std::string worst_symbol;     // the one with most of them
  std::int64_t worst_rows = 0;  // skipped rows of that symbol
  double worst_share = 0;       // of all rows of that symbol
};

// Bars outside the venue's extended hours: a tenth of a symbol's bars, or more.
struct OffHours {
  static constexpr std::string_view kCode = "off_hours_bars";
  std::int64_t symbols = 0;               // with so many of them
  std::string worst_symbol;               // the one with the largest share
  std::int64_t worst_bars = 0;            // such bars of that symbol
  double worst_share = 0;                 // of all its bars
  std::vector<core::Timestamp> examples;  // closes of the first, at most three
  std::string fitting_zone;               // of its stamps, in which they would be few; or empty
};

// Fills that paid no market impact for want of volume or history.
struct FillsWithoutImpact {
  static constexpr std::string_view kCode = "fills_without_impact";
  std::int64_t fills = 0;
};

// Rejected orders that were too many to be listed one by one.
struct UnlistedOrders {
  static constexpr std::string_view kCode = "unlisted_orders";
  std::int64_t orders = 0;
};

// Equity was zero or less.
struct NonPositiveEquity {
  static constexpr std::string_view kCode = "non_positive_equity";
  core::Timestamp since_ns = 0;  // close time of the first such step
};

// Orders rejected for buying power while broker.margin is reject.
struct RejectedForBuyingPower {
  static constexpr std::string_view kCode = "rejected_for_buying_power";
  std::int64_t orders = 0;
};

// Orders rejected because broker.short_selling is false.
struct RejectedShortSales {
  static constexpr std::string_view kCode = "rejected_short_sales";
  std::int64_t orders = 0;
};

// Open positions in symbols whose data end before the run does.
struct HeldPastDataEnd {
  static constexpr std::string_view kCode = "held_past_data_end";

  struct Symbol {
    std::string name;
    core::Timestamp last_bar_ns = 0;  // close time
  };

  std::vector<Symbol> symbols;
};

// A rate between currencies had no bar for sessions in which something that it converts was held
// or traded: all of it was converted at an old price.
struct StaleRate {
  static constexpr std::string_view kCode = "stale_rate";
  std::string rate;
  core::Timestamp from_ns = 0;  // close of its last bar before
  core::Timestamp to_ns = 0;    // close of its next bar; of the run where there is none
  bool ended = false;           // there is none
  std::int64_t sessions = 0;    // of the market, in between
  std::int64_t symbols = 0;     // held or traded in between
};

// The data have far more or far fewer sessions a year than every figure a year counts.
struct SessionsAYear {
  static constexpr std::string_view kCode = "sessions_a_year";
  std::string venue;
  double counted = 0;  // periods a year of the venue
  double found = 0;    // sessions / years of the data
  std::optional<double> sharpe;
  std::optional<double> volatility;  // a year, fraction

  // What a figure that grows with the root of periods a year comes to with those of the data.
  std::optional<double> with_found(std::optional<double> figure) const {
    return figure ? std::optional(*figure * std::sqrt(found / counted)) : figure;
  }
};

// A latency budget failed, or could not be decided or verified.
struct BudgetNotPassed {
  static constexpr std::string_view kCode = "budget_not_passed";
  latency::BudgetReport budget;
};

// Steps became slower over the run.
struct LatencyGrows {
  static constexpr std::string_view kCode = "latency_grows";
  double rise = 0;  // end / start - 1
};

// The account's change in equity is not what fills and bars account for: a defect of the engine.
struct UnbalancedBooks {
  static constexpr std::string_view kCode = "unbalanced_books";
  double equity_change = 0;  // account currency
  double attributed = 0;     // account currency
};

using Warning = std::variant<BudgetsNotMetered, LiveIntervalNotMetered, SameCloseFills, SkippedRows,
                             OffHours, FillsWithoutImpact, UnlistedOrders, NonPositiveEquity,
                             RejectedForBuyingPower, RejectedShortSales, HeldPastDataEnd, StaleRate,
                             SessionsAYear, BudgetNotPassed, LatencyGrows, UnbalancedBooks>;

// The warning's kCode: stable over releases, for scripts.
std::string_view code_of(const Warning& warning);

}  // namespace barometer::analysis
