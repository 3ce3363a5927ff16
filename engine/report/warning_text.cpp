// SPDX-License-Identifier: Apache-2.0
#include "report/warning_text.hpp"

#include <fmt/format.h>

#include "core/safe_text.hpp"
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

std::string text_of(const analysis::SameCloseFills&) {
  return "fill: same_close fills orders at the very close that made them; such results cannot be "
         "had in a market";
}

std::string text_of(const analysis::SkippedRows& skipped) {
  return fmt::format("{} of the data {} skipped (bad_rows: skip), most in {} ({}, {} of its rows)",
                     counted(skipped.rows, "row"), skipped.rows == 1 ? "was" : "were",
                     core::printable(skipped.worst_symbol), grouped(skipped.worst_rows),
                     percent(skipped.worst_share));
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

std::string text_of(const analysis::NonPositiveEquity& ruin) {
  return fmt::format("equity was not positive from {} on: the account was bust",
                     core::format_utc(ruin.since_ns));
}

std::string text_of(const analysis::RejectedForBuyingPower& rejected) {
  return fmt::format("{} rejected for buying power: margin: scale would fill what fits",
                     counted(rejected.orders, "order"));
}

std::string text_of(const analysis::RejectedShortSales& rejected) {
  return fmt::format("{} rejected for selling short: short_selling: true allows it",
                     counted(rejected.orders, "order"));
}

std::string text_of(const analysis::HeldPastDataEnd& held) {
  constexpr std::size_t kNamed = 5;
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

std::string text_of(const analysis::BudgetNotPassed& missed) {
  return fmt::format("latency budget {}: {}", budget_name(missed.budget),
                     latency::to_string(missed.budget.state));
}

std::string text_of(const analysis::LatencyGrows& growth) {
  return fmt::format("latency grows with the bar index: {} over the run",
                     gain_percent(growth.rise));
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
