// SPDX-License-Identifier: Apache-2.0
#include "data/oddities.hpp"

#include <algorithm>

#include "data/bar_row.hpp"
#include "data/symbol_data.hpp"
#include "data/timeline.hpp"

namespace barometer::data {

namespace {

constexpr core::Duration kLongestClosing = 7 * core::kDay;

// Bars missing between two neighbours of one symbol.
class Expectation {
 public:
  Expectation(const calendar::Venue& venue, core::Duration bar, const Timeline& timeline)
      : venue_(venue), bar_(bar), timeline_(timeline) {}

  std::int64_t missing(core::Timestamp from, core::Timestamp to) const {
    if (to - from <= bar_) {
      return 0;
    }
    if (venue_.kind == BM_VENUE_ALWAYS_OPEN) {
      return (to - from) / bar_ - 1;
    }
    const auto of_others = timeline_.steps_until(to) - timeline_.steps_until(from) - 1;
    return of_others == 0 && to - from > kLongestClosing ? on_weekdays(from, to) : of_others;
  }

 private:
  std::int64_t on_weekdays(core::Timestamp from, core::Timestamp to) const {
    std::int64_t days = 0;
    for (core::Day day = calendar::day_of(from) + 1; day < calendar::day_of(to); ++day) {
      days += calendar::has_session(venue_, day) ? 1 : 0;
    }
    const double bars = calendar::bars_per_session_day(venue_, bar_);
    return static_cast<std::int64_t>(static_cast<double>(days) * bars);
  }

  const calendar::Venue& venue_;
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
                    std::span<SymbolData> symbols) {
  const Expectation expectation(venue, bar, timeline);
  for (SymbolData& symbol : symbols) {
    count_bars(symbol.bars, symbol.report);
    for (std::size_t i = 1; i < symbol.bars.size(); ++i) {
      const auto missing =
          expectation.missing(symbol.bars[i - 1].close_time_ns, symbol.bars[i].close_time_ns);
      symbol.report.gaps += missing > 0 ? 1 : 0;
      symbol.report.missing_bars += missing;
    }
  }
}

std::int64_t count_out_of_session(const calendar::Venue& venue, core::Duration bar,
                                  std::span<const BarRow> bars,
                                  std::span<const bm_calendar_row> calendar) {
  if (venue.kind == BM_VENUE_ALWAYS_OPEN || calendar::is_daily_session_bar(venue, bar)) {
    return 0;
  }
  std::int64_t count = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const bm_calendar_row& day = calendar[i];
    const core::Timestamp middle = bars[i].close_time_ns - bar / 2;
    const bool open = middle >= day.session_open_ns && middle < day.session_close_ns;
    count += (day.flags & BM_NO_SESSION) != 0 || !open ? 1 : 0;
  }
  return count;
}

}  // namespace barometer::data
