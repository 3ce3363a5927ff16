// SPDX-License-Identifier: Apache-2.0
#include "report/warning_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "config/output_config.hpp"
#include "core/safe_text.hpp"
#include "core/strategy_output.hpp"
#include "report/data_warning_text.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

std::string text_of(const analysis::BudgetsNotMetered&) {
  return "latency.budget is stated but latency.meter is off: no budget was checked";
}

std::string text_of(const analysis::LiveIntervalNotMetered&) {
  return "latency.live_interval needs every step's time, latency.meter: full: nothing was computed";
}

std::string text_of(const analysis::UnoptimisedPlugins& found) {
  std::string names;
  for (const std::string& name : found.names) {
    names += (names.empty() ? "" : ", ") + core::printable(name);
  }
  const bool one = found.names.size() == 1;
  return fmt::format(
      "{} {} {} built without optimisation: {} times are not those of a release build; build {} "
      "with -O2 or CMAKE_BUILD_TYPE=Release",
      one ? "plug-in" : "plug-ins", names, one ? "is" : "are", one ? "its" : "their",
      one ? "it" : "them");
}

namespace {

std::string left_out_text(const analysis::UncheckedLabels& labels) {
  const bool one = labels.left_out_rows == 1;
  if (labels.left_out_rows == 0) {
    return "";
  }
  return labels.file.empty()
             ? fmt::format("; {} {} no {} (bad_rows: skip)", counted(labels.left_out_rows, "cell"),
                           one ? "is" : "are", one ? "label" : "labels")
             : fmt::format("; {} of the file {} no bar of the run",
                           counted(labels.left_out_rows, "row"), one ? "names" : "name");
}

}  // namespace

std::string text_of(const analysis::UncheckedLabels& labels) {
  const std::string of =
      labels.file.empty() ? "" : fmt::format(" of {}", core::printable(labels.file));
  return fmt::format(
      "labels of column {}{}: causality not checked: nothing but their maker can say whether they "
      "were known when their bars closed; {} of {} have none{}",
      core::printable(labels.column), of, grouped(labels.unlabelled), counted(labels.bars, "bar"),
      left_out_text(labels));
}

std::string text_of(const analysis::SameCloseFills&) {
  return "fill: same_close fills orders at the very close that made them; such results cannot be "
         "had in a market";
}

std::string text_of(const analysis::TotalReturnPrices&) {
  return "prices are adjusted closes (data.columns.adjusted_close) and returns total returns: "
         "positions, costs and cash are in money of the last day of the data, not of the day, and "
         "no dividend is booked, as the prices know it; where costs a share or whole units "
         "matter, take raw prices with data.columns.dividend and split";
}

std::string text_of(const analysis::UnusedQuotes& quotes) {
  return fmt::format(
      "bid and ask of {} are no cost: fills are at the middle of the two; say broker.slippage: "
      "{{spread: quoted}}, beside other parts of slippage where there are any",
      counted(quotes.symbols, "symbol"));
}

std::string text_of(const analysis::SignalsOutsideRun& outside) {
  return fmt::format(
      "{} of {} of the signals that ask for something {} stamped before or after the bars on which "
      "the run trades, and {} not acted on",
      grouped(outside.rows), counted(outside.all, "row"), outside.rows == 1 ? "is" : "are",
      outside.rows == 1 ? "is" : "are");
}

std::string text_of(const analysis::SkippedRows& skipped) {
  return fmt::format("{} of the data {} skipped (bad_rows: skip), most in {} ({}, {} of its rows)",
                     counted(skipped.rows, "row"), skipped.rows == 1 ? "was" : "were",
                     core::printable(skipped.worst_symbol), grouped(skipped.worst_rows),
                     percent(skipped.worst_share));
}

std::string text_of(const analysis::OffHours& found) {
  std::string examples;
  for (const core::Timestamp time : found.examples) {
    examples += (examples.empty() ? "" : ", ") + core::format_utc(time);
  }
  const std::string others =
      found.symbols > 1 ? fmt::format(" and many of {}", counted(found.symbols - 1, "other symbol"))
                        : "";
  return fmt::format(
      "{} of {} ({} of its bars){} lie outside the venue's extended hours, such as those that "
      "close "
      "{}: no session has them, nor do daily bars; {}",
      counted(found.worst_bars, "bar"), core::printable(found.worst_symbol),
      percent(found.worst_share), others, examples,
      found.fitting_zone.empty()
          ? "check data.venue (data.venues for one symbol) and data.time.zone, or state such hours "
            "in a venue file as "
            "`extended:`"
          : fmt::format("in the zone {0} hardly any would: write `data.time.zone: {0}`",
                        found.fitting_zone));
}

std::string text_of(const analysis::SymbolsLeftOut& left_out) {
  constexpr std::size_t kNamed = 20;
  const std::size_t count = left_out.symbols.size();
  std::string names;
  for (std::size_t i = 0; i < std::min(count, kNamed); ++i) {
    names += fmt::format("{}{} ({})", i > 0 ? "; " : "", core::printable(left_out.symbols[i].name),
                         core::printable(left_out.symbols[i].reason));
  }
  const std::string more =
      count > kNamed ? fmt::format("; and {} more, all in run.json", count - kNamed) : "";
  return fmt::format(
      "{} left out: {} without a file, {} without a bar in the period, {} with bad data: {}{}",
      counted(static_cast<std::int64_t>(count), "symbol"), grouped(left_out.no_file),
      grouped(left_out.no_bars), grouped(left_out.bad_data), names, more);
}

std::string text_of(const analysis::FillsWithoutImpact& unmeasured) {
  return fmt::format("{} paid no market impact: no volume, or fewer than three sessions before",
                     counted(unmeasured.fills, "fill"));
}

std::string text_of(const analysis::UnlistedOrders& unlisted) {
  return fmt::format(
      "{} far beyond what a strategy may send in one step: rejected, and without a row in "
      "orders.csv",
      counted(unlisted.orders, "order"));
}

std::string text_of(const analysis::DroppedOutput& dropped) {
  std::string text;
  if (dropped.log_rows > 0) {
    text = fmt::format(
        "{} of the strategy's log found no room and {} left out of log.csv: a step holds {} a "
        "symbol, at least {}, a run {}",
        counted(dropped.log_rows, "row"), dropped.log_rows == 1 ? "was" : "were",
        core::kLogRowsPerSymbol, core::kFewestLogRows, grouped(core::kMostLogRows));
  }
  if (dropped.series_values > 0) {
    text += fmt::format(
        "{}{} found no room and {} left out of series.csv: a step holds one a series for each "
        "symbol and one for the whole universe, a run {}",
        text.empty() ? "" : "; ", counted(dropped.series_values, "series value"),
        dropped.series_values == 1 ? "was" : "were", grouped(core::kMostSeriesValues));
  }
  return text;
}

std::string text_of(const analysis::NonPositiveEquity& ruin) {
  return fmt::format("equity was not positive from {} on: the account was bust",
                     core::format_utc(ruin.since_ns));
}

// Beyond what can be counted in whole units an amount is told by its size.
std::string whole_money(double amount) {
  constexpr double kMostCounted = 1e15;
  return amount < kMostCounted ? grouped(std::llround(amount)) : fmt::format("{:.3g}", amount);
}

std::string text_of(const analysis::RejectedForBuyingPower& rejected) {
  const std::string orders =
      fmt::format("{} rejected for buying power: margin: scale would fill what fits",
                  counted(rejected.orders, "order"));
  return rejected.notional > 0
             ? fmt::format("{}, {} of {} ({})", orders, whole_money(rejected.affordable),
                           whole_money(rejected.notional),
                           percent(rejected.affordable / rejected.notional))
             : orders;
}

std::string text_of(const analysis::RejectedShortSales& rejected) {
  return fmt::format("{} rejected for selling short: short_selling: true allows it",
                     counted(rejected.orders, "order"));
}

std::string text_of(const analysis::HeldPastDataEnd& held) {
  constexpr std::size_t kNamed = 3;
  std::string names;
  const std::size_t count = held.symbols.size();
  for (std::size_t i = 0; i < std::min(count, kNamed); ++i) {
    names += fmt::format("{}{} on {}", i > 0 ? ", " : "", core::printable(held.symbols[i].name),
                         core::format_date(held.symbols[i].last_bar_ns));
  }
  const std::string more = count > kNamed ? fmt::format(" and {} more", count - kNamed) : "";
  return fmt::format(
      "{} whose data end before the run does, still held and marked at the last close: {}{}",
      counted(static_cast<std::int64_t>(count), "symbol"), names, more);
}

std::string text_of(const analysis::StaleRate& stale) {
  const std::string times =
      fmt::format("{}, the rate that converts {}, has no bar from {} on for {}",
                  core::printable(stale.rate), counted(stale.symbols, "symbol"),
                  core::format_date(stale.from_ns), counted(stale.sessions, "session"));
  return stale.ended
             ? fmt::format(
                   "{}, to the end: what is held and traded since is converted at that last "
                   "close; add the bars, or end the run with them: data.to: {}",
                   times, core::format_date(stale.from_ns))
             : fmt::format(
                   "{}, until {}: what was held and traded in between was converted at an "
                   "old price; add the bars",
                   times, core::format_date(stale.to_ns));
}

// A venue whose year is closer to what was found; a built-in one where one is.
std::string venue_for(double sessions, double counted) {
  // More than there can be: nothing is missing, another venue trades on those days.
  const char* const complete =
      sessions > counted ? ""
                         : "add the sessions that are missing (barometer check counts them), or ";
  if (sessions > 330) {
    return "write data.venue: 24x7, or a venue file that states its sessions_per_year";
  }
  return sessions > 225 && sessions < 280
             ? "write the venue that they trade at, such as data.venue: us_equity (252) or fx (260)"
             : fmt::format("{}write a venue file that states its sessions_per_year", complete);
}

std::string with_years_of(const analysis::SessionsAYear& year) {
  return fmt::format("Sharpe {} would be {}, volatility a year {} would be {}",
                     fixed(year.sharpe, 2), fixed(year.with_found(year.sharpe), 2),
                     percent(year.volatility), percent(year.with_found(year.volatility)));
}

std::string text_of(const analysis::SessionsAYear& year) {
  return fmt::format(
      "the data have {} sessions a year, and figures a year count {} (data.venue: {}): {}; {}",
      fixed(year.found, 0), fixed(year.counted, 0), core::printable(year.venue),
      with_years_of(year), venue_for(year.found, year.counted));
}

std::string text_of(const analysis::BudgetNotPassed& missed) {
  return fmt::format("latency budget {}: {}", budget_name(missed.budget),
                     latency::to_string(missed.budget.state));
}

std::string text_of(const analysis::LatencyGrows& growth) {
  return fmt::format("latency grows with the bar index: {} over the run",
                     gain_percent(growth.rise));
}

std::string text_of(const analysis::RoundedPrices& found) {
  return fmt::format(
      "output.decimals: {} is too few for prices such as {} of {}, which the CSV files may have "
      "more "
      "than 0.01 % off: {}leave the key out",
      found.decimals, found.price, core::printable(found.symbol),
      found.needed <= config::OutputConfig::kMostDecimals
          ? fmt::format("write {} or ", found.needed)
          : "");
}

std::string text_of(const analysis::UnbalancedBooks& books) {
  return fmt::format(
      "the books do not balance: equity changed by {}, fills and bars account for {}; this is a "
      "defect of the engine, please report it",
      books.equity_change, books.attributed);
}

}  // namespace

std::string warning_text(const analysis::Warning& warning) {
  return std::visit([](const auto& one) { return text_of(one); }, warning);
}

}  // namespace barometer::report
