// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
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

// Of what a warning counts it names no more than these.
inline constexpr std::size_t kMostExamples = 3;

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

// data.columns.adjusted_close: money is that of the last day, and dividends are in the prices.
struct TotalReturnPrices {
  static constexpr std::string_view kCode = "total_return_prices";
};

// The data have quotes, but no cost of the run uses them.
struct UnusedQuotes {
  static constexpr std::string_view kCode = "unused_quotes";
  std::int64_t symbols = 0;
};

// Rows of signals that ask for something before or after the bars on which the run trades.
struct SignalsOutsideRun {
  static constexpr std::string_view kCode = "signals_outside_run";
  std::int64_t rows = 0;
  std::int64_t all = 0;
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

// Symbols that the config asks for and the run does not have, as it allows.
struct SymbolsLeftOut {
  static constexpr std::string_view kCode = "symbols_left_out";

  struct Symbol {
    std::string name;
    std::string reason;
  };

  std::int64_t no_file = 0;   // data.missing: skip
  std::int64_t no_bars = 0;   // in the period
  std::int64_t bad_data = 0;  // data.bad_symbols: skip
  std::vector<Symbol> symbols;
};

// Fills that paid no market impact for want of volume or history.
struct FillsWithoutImpact {
  static constexpr std::string_view kCode = "fills_without_impact";
  std::int64_t fills = 0;
};

// A move of the close that no market makes.
struct JumpExample {
  std::string symbol;
  core::Timestamp time_ns = 0;  // close of the first bar after it
  double ratio = 1;             // of the closes after and before it
  core::Duration gap = 0;       // between them
  std::int64_t after = 0;       // units after for units before that would explain it; 0:0 none
  std::int64_t before = 0;
};

// Jumps that look like splits which data.actions does not know; data/price_jumps.hpp says which.
struct SplitLikeJumps {
  static constexpr std::string_view kCode = "split_like_jumps";
  std::int64_t jumps = 0;
  std::vector<JumpExample> examples;  // the first
};

// From this gap on a ticker may be another company's.
inline constexpr core::Duration kGapOfAnotherCompany = 365 * core::kDay;

// Jumps over such gaps.
struct JumpsAfterGaps {
  static constexpr std::string_view kCode = "jumps_after_gaps";
  std::int64_t jumps = 0;
  std::vector<JumpExample> examples;  // the first
};

// Bars that the venue's calendar expects and the data lack.
struct MissingBars {
  static constexpr std::string_view kCode = "missing_bars";

  struct Example {
    std::string symbol;
    std::int64_t missing = 0;
    std::int64_t longest = 0;             // bars missing in one place
    core::Timestamp longest_from_ns = 0;  // close of the bar before that place
  };

  std::string venue;  // empty: several
  std::int64_t symbols = 0;
  std::int64_t gaps = 0;
  std::int64_t missing = 0;
  std::int64_t bars = 0;          // of all symbols
  std::vector<Example> examples;  // of symbols that lack most
};

// data.bar is not what most steps from bar to bar are.
struct UnsupportedBarSize {
  static constexpr std::string_view kCode = "unsupported_bar_size";

  struct Example {
    std::string symbol;
    std::int64_t supporting = 0;  // steps that are one bar
    std::int64_t steps = 0;
    core::Duration commonest = 0;
  };

  core::Duration bar = 0;
  std::int64_t symbols = 0;
  std::vector<Example> examples;  // of the longest symbols
};

// Dimensions that strategy, conditions or costs read, unknown on most live bars.
struct UnknownTags {
  static constexpr std::string_view kCode = "unknown_tags";

  struct Example {
    std::string dimension;
    double share = 0;          // of live symbol-bars
    std::int64_t warmup = 0;   // bars that it needs at the least, or needed in this run
    core::Duration bar = 0;    // of this size, the tagger's
    std::int64_t longest = 0;  // such bars of the run of the longest symbol, warm-up included
    bool ever = true;          // known on any bar
  };

  std::int64_t dimensions = 0;
  std::vector<Example> examples;
};

// A tagger's preset is named after another kind of venue or another size of bars.
struct UnfitPreset {
  static constexpr std::string_view kCode = "unfit_preset";
  std::string tagger;
  std::string preset;
  std::string venue;
  core::Duration bar = 0;                 // that it tags
  bool fits_venue = false;                // then the size of bars does not fit
  std::vector<std::string> symbols = {};  // that trade there, where there are several venues
};

// Rejected orders that were too many to be listed one by one.
struct UnlistedOrders {
  static constexpr std::string_view kCode = "unlisted_orders";
  std::int64_t orders = 0;
};

// What the strategy wrote besides orders and found no room for, in a step or in the run.
struct DroppedOutput {
  static constexpr std::string_view kCode = "dropped_output";
  std::int64_t log_rows = 0;
  std::int64_t series_values = 0;
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
  double notional = 0;    // of them, at the prices that they met, account currency
  double affordable = 0;  // what each of them alone would have got under broker.margin: scale
};

// What is wrong with an order that makes no sense.
enum class OrderFault { amount, limit_price, stop_price, trail, expiry, symbol, no_bar_yet };

// Orders rejected because their numbers make no sense, NaN above all.
struct InvalidOrders {
  static constexpr std::string_view kCode = "invalid_orders";

  struct Kind {
    std::string type;  // "limit"
    std::int64_t invalid = 0;
    // Of the type, those included; 0 of replace, whose accepted ones leave no record.
    std::int64_t sent = 0;
    OrderFault fault = OrderFault::amount;
    std::int64_t with_fault = 0;  // the commonest fault
  };

  // The first of them, as it was sent.
  struct First {
    std::string type;
    std::string symbol;  // its name, or its number where the run has no such symbol
    std::int64_t step = 0;
    core::Timestamp time_ns = 0;
  };

  std::int64_t orders = 0;
  std::vector<Kind> kinds;  // those with most of them
  First first = {};
};

// Plug-ins of a metered run that say of themselves that they are built without optimisation.
struct UnoptimisedPlugins {
  static constexpr std::string_view kCode = "unoptimised_plugins";
  std::vector<std::string> names;
};

// Labels of a column, which no check of causality can judge.
struct UncheckedLabels {
  static constexpr std::string_view kCode = "unchecked_labels";
  std::string column;
  std::string file = {};           // of its own; empty: the files of the bars
  std::int64_t bars = 0;           // of all symbols
  std::int64_t unlabelled = 0;     // of these
  std::int64_t left_out_rows = 0;  // regime/bar_labels.hpp
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

// output.decimals are too few for a price of a fill: it is written more than a hundredth of a per
// cent off, or might be.
struct RoundedPrices {
  static constexpr std::string_view kCode = "rounded_prices";
  std::string symbol;
  double price = 0;  // the smallest of all fills
  int decimals = 0;
  int needed = 0;  // decimals
};

// The account's change in equity is not what fills and bars account for: a defect of the engine.
struct UnbalancedBooks {
  static constexpr std::string_view kCode = "unbalanced_books";
  double equity_change = 0;  // account currency
  double attributed = 0;     // account currency
};

using Warning =
    std::variant<BudgetsNotMetered, LiveIntervalNotMetered, UnoptimisedPlugins, SameCloseFills,
                 TotalReturnPrices, UnusedQuotes, SkippedRows, OffHours, SplitLikeJumps,
                 JumpsAfterGaps, MissingBars, UnsupportedBarSize, UnfitPreset, UnknownTags,
                 UncheckedLabels, InvalidOrders, SymbolsLeftOut, FillsWithoutImpact, UnlistedOrders,
                 DroppedOutput, NonPositiveEquity, RejectedForBuyingPower, RejectedShortSales,
                 HeldPastDataEnd, StaleRate, SessionsAYear, BudgetNotPassed, LatencyGrows,
                 RoundedPrices, SignalsOutsideRun, UnbalancedBooks>;

// The warning's kCode: stable over releases, for scripts.
std::string_view code_of(const Warning& warning);

}  // namespace barometer::analysis
