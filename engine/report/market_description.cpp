// SPDX-License-Identifier: Apache-2.0
#include "report/market_description.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "calendar/venue.hpp"
#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "report/data_report.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

constexpr std::size_t kMoves = 3;

using Bars = core::Rows<data::BarRow>;

struct Move {
  double size = 0;  // of the logarithm
  std::size_t bar = 0;
};

std::vector<Move> largest_moves(const Bars& bars) {
  std::vector<Move> moves;
  for (std::size_t i = 1; i < bars.size(); ++i) {
    moves.push_back({std::fabs(std::log(bars[i].close / bars[i - 1].close)), i});
  }
  const auto end = moves.begin() + static_cast<std::ptrdiff_t>(std::min(kMoves, moves.size()));
  std::partial_sort(moves.begin(), end, moves.end(), [](const Move& a, const Move& b) {
    return a.size != b.size ? a.size > b.size : a.bar < b.bar;
  });
  moves.erase(end, moves.end());
  return moves;
}

std::string moves_text(const Bars& bars) {
  std::vector<std::string> texts;
  for (const Move& move : largest_moves(bars)) {
    const double change = bars[move.bar].close / bars[move.bar - 1].close - 1;
    texts.push_back(fmt::format("{} at {}", gain_percent(change),
                                core::format_utc(bars[move.bar].close_time_ns)));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string gaps_text(const data::SymbolDataReport& seen) {
  if (seen.gaps == 0) {
    return "none by the venue's calendar";
  }
  return fmt::format("{} with {} missing, the longest {} from {}", grouped(seen.gaps),
                     counted(seen.missing_bars, "bar"), counted(seen.largest_gap_bars, "bar"),
                     core::format_utc(seen.largest_gap_from_ns));
}

std::string prices_text(const Bars& bars) {
  const auto* const low =
      std::min_element(bars.begin(), bars.end(),
                       [](const data::BarRow& a, const data::BarRow& b) { return a.low < b.low; });
  const auto* const high = std::max_element(
      bars.begin(), bars.end(),
      [](const data::BarRow& a, const data::BarRow& b) { return a.high < b.high; });
  return fmt::format("lowest {} at {}, highest {} at {}", low->low,
                     core::format_utc(low->close_time_ns), high->high,
                     core::format_utc(high->close_time_ns));
}

std::string described(const data::MarketData& market, core::SymbolIndex index) {
  const data::SymbolData& symbol = market.symbols[index];
  const data::SymbolDataReport& seen = symbol.report;
  std::string text = fmt::format(
      "{}: {} of {}, closes {} to {}, {}\n", core::printable(symbol.name),
      counted(static_cast<std::int64_t>(symbol.bars.size()), "bar"),
      core::format_bar_size(market.bar), core::format_utc(symbol.bars.front().close_time_ns),
      core::format_utc(symbol.bars.back().close_time_ns),
      core::printable(market.venue_of(index).hours->name));
  text += fmt::format("  gaps     {}\n", gaps_text(seen));
  text += fmt::format("  volume   0 in {}; {} flat\n", counted(seen.zero_volume_bars, "bar"),
                      counted(seen.flat_bars, "bar"));
  text += fmt::format("  prices   {}\n", prices_text(symbol.bars));
  if (symbol.bars.size() > 1) {
    text += fmt::format("  moves    {}\n", moves_text(symbol.bars));
  }
  return text;
}

}  // namespace

std::string render_description(const data::MarketData& market) {
  std::string text;
  for (std::size_t i = 0; i < market.symbols.size(); ++i) {
    text += described(market, static_cast<core::SymbolIndex>(i));
  }
  return text + left_out_lines(market);
}

}  // namespace barometer::report
