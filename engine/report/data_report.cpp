// SPDX-License-Identifier: Apache-2.0
#include "report/data_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "report/folded.hpp"
#include "report/names.hpp"

namespace barometer::report {

namespace {

constexpr std::size_t kMostLeftOut = 20;  // that are told one by one; run.json has all

constexpr std::size_t kWidest = 10;  // of a symbol in its column: lines then fit 80 columns

// A narrow terminal has room for dates alone.
std::size_t time_width(bool narrow) {
  return narrow ? 11 : 20;
}

// A longer name stands on a line of its own.
std::string row(const data::SymbolData& symbol, std::size_t width, bool narrow) {
  const data::SymbolDataReport& r = symbol.report;
  const std::string name = core::printable(symbol.name);
  const bool fits = core::display_width(name) <= kWidest;
  const auto time = narrow ? core::format_date : core::format_utc;
  return fmt::format("{}{:<{}}  {:>9}  {:<{}}  {:<{}}  {:>5} {:>7}\n", fits ? "" : name + "\n",
                     fits ? name : "", width, r.bars, time(symbol.bars.front().close_time_ns),
                     time_width(narrow), time(symbol.bars.back().close_time_ns), time_width(narrow),
                     r.gaps, r.missing_bars);
}

// A line for each symbol that has any, under the title; empty for none.
std::string counts_of(const data::MarketData& market, const char* title,
                      std::int64_t data::SymbolDataReport::*count) {
  std::string text;
  for (const data::SymbolData& symbol : market.symbols) {
    if (symbol.report.*count > 0) {
      text += fmt::format("  {}: {}\n", symbol.name, symbol.report.*count);
    }
  }
  return text.empty() ? text : fmt::format("{}:\n{}", title, text);
}

// What became of bars of the source that are not the run's as they are.
std::string source_counts(const data::MarketData& market) {
  using Report = data::SymbolDataReport;
  return counts_of(market, "rows that two files of a symbol have, taken once",
                   &Report::repeated_rows) +
         counts_of(market, "Sundays that are parts of the next session's bar",
                   &Report::merged_bars) +
         counts_of(market, "Sundays left out, as no session follows them",
                   &Report::left_out_stubs) +
         counts_of(market, "Bars of the source in none of the run's, as they lie outside sessions",
                   &Report::outside_source_bars) +
         counts_of(market, "Bars of the source left out, as their bar has not come to its end",
                   &Report::unfinished_source_bars);
}

}  // namespace

std::string left_out_lines(const data::MarketData& market) {
  std::string text;
  const std::size_t told = std::min(market.left_out.size(), kMostLeftOut);
  for (const data::LeftOut& symbol : std::span(market.left_out).first(told)) {
    text += fmt::format("left out: {} ({})\n", core::printable(symbol.symbol),
                        core::printable(symbol.reason));
  }
  const std::size_t more = market.left_out.size() - told;
  return more == 0 ? text : text + fmt::format("left out: {} more\n", more);
}

std::string render_data_report(const data::MarketData& market, std::size_t columns) {
  std::size_t width = 6;
  for (const data::SymbolData& symbol : market.symbols) {
    const std::size_t own = core::display_width(core::printable(symbol.name));
    width = own <= kWidest ? std::max(width, own) : width;
  }
  const bool narrow = columns < kPipeColumns;
  std::string text = fmt::format("{:<{}}  {:>9}  {:<{}}  {:<{}}  {:>5} {:>7}\n", "symbol", width,
                                 "bars", "first close", time_width(narrow), "last close",
                                 time_width(narrow), "gaps", "missing");
  std::string skipped;
  std::int64_t bars = 0;
  for (const data::SymbolData& symbol : market.symbols) {
    text += row(symbol, width, narrow);
    bars += symbol.report.bars;
    for (const std::string& reason : symbol.report.skipped) {
      skipped += "  " + wrapped(reason, 4, columns) + "\n";
    }
  }
  text += fmt::format("{} symbols, {} bars, {} steps of {}\n", market.symbols.size(), bars,
                      market.timeline.steps(), core::format_bar_size(market.bar));
  if (market.venues.size() > 1) {
    text += fmt::format("venues {}; the account's days are those of {}\n", venues_text(market),
                        core::printable(market.venue));
  }
  text += source_counts(market);
  return skipped.empty() ? text : text + "skipped rows:\n" + skipped;
}

}  // namespace barometer::report
