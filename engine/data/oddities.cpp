// SPDX-License-Identifier: Apache-2.0
#include "data/oddities.hpp"

#include <algorithm>
#include <cstddef>

#include "calendar/calendar_gaps.hpp"
#include "data/bar_row.hpp"
#include "data/symbol_data.hpp"
#include "data/timeline.hpp"

namespace barometer::data {

namespace {

constexpr core::Duration kLongestClosing = 7 * core::kDay;

// Bars missing between two neighbours of one symbol.
class Expectation {
 public:
  Expectation(const calendar::Venue& venue, core::Duration bar, const calendar::BarGrid& grid,
              const Timeline& timeline)
      : venue_(venue), calendar_(venue, bar, grid), bar_(bar), timeline_(timeline) {}

  std::int64_t missing(core::Timestamp from, core::Timestamp to) {
    if (to - from <= bar_) {
      return 0;
    }
    if (venue_.kind == BM_VENUE_ALWAYS_OPEN) {
      return (to - from) / bar_ - 1;
    }
    if (calendar_.knows(from, to)) {
      return calendar_.missing(from, to);
    }
    const auto of_others = timeline_.steps_until(to) - timeline_.steps_until(from) - 1;
    return of_others == 0 && to - from > kLongestClosing ? on_weekdays(from, to) : of_others;
  }

 private:
  std::int64_t on_weekdays(core::Timestamp from, core::Timestamp to) {
    std::int64_t bars = 0;
    for (core::Day day = calendar::day_of(from) + 1; day < calendar::day_of(to); ++day) {
      bars += calendar::has_session(venue_, day) ? calendar_.bars_on(day) : 0;
    }
    return bars;
  }

  const calendar::Venue& venue_;
  calendar::CalendarGaps calendar_;
  core::Duration bar_;
  const Timeline& timeline_;
};

void count_bars(std::span<const BarRow> bars, SymbolDataReport& report) {
  report.bars = std::ssize(bars);
  for (const BarRow& bar : bars) {
    report.zero_volume_bars += bar.volume == 0 ? 1 : 0;
    report.flat_bars += bar.high == bar.low ? 1 : 0;  // and so all four
  }
}

}  // namespace

void count_oddities(const calendar::Venue& venue, core::Duration bar, const Timeline& timeline,
                    std::span<const calendar::BarGrid> grids, std::span<SymbolData> symbols) {
  for (std::size_t s = 0; s < symbols.size(); ++s) {
    SymbolData& symbol = symbols[s];
    Expectation expectation(venue, bar, grids[s], timeline);
    count_bars(symbol.bars, symbol.report);
    for (std::size_t i = 1; i < symbol.bars.size(); ++i) {
      const auto missing =
          expectation.missing(symbol.bars[i - 1].close_time_ns, symbol.bars[i].close_time_ns);
      symbol.report.gaps += missing > 0 ? 1 : 0;
      symbol.report.missing_bars += missing;
      if (missing > symbol.report.largest_gap_bars) {
        symbol.report.largest_gap_bars = missing;
        symbol.report.largest_gap_from_ns = symbol.bars[i - 1].close_time_ns;
      }
    }
  }
}

}  // namespace barometer::data
