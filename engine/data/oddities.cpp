// SPDX-License-Identifier: Apache-2.0
#include "data/oddities.hpp"

#include <span>
#include <vector>

#include "calendar/bar_expectation.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::data {

namespace {

// Times at which some symbol of the venue has a bar.
std::vector<core::Timestamp> times_at(const MarketData& market, std::size_t venue) {
  std::vector<core::Timestamp> times;
  for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
    if (market.first_active(venue, step)) {
      times.push_back(market.timeline.time(step));
    }
  }
  return times;
}

void count_bars(std::span<const BarRow> bars, SymbolDataReport& report) {
  report.bars = std::ssize(bars);
  for (const BarRow& bar : bars) {
    report.zero_volume_bars += bar.volume == 0 ? 1 : 0;
    report.flat_bars += bar.high == bar.low ? 1 : 0;  // and so all four
  }
}

void count_gaps(std::span<const BarRow> bars, calendar::BarExpectation expectation,
                SymbolDataReport& report) {
  for (std::size_t i = 1; i < bars.size(); ++i) {
    const auto missing = expectation.missing(bars[i - 1].close_time_ns, bars[i].close_time_ns);
    report.gaps += missing > 0 ? 1 : 0;
    report.missing_bars += missing;
    if (missing > report.largest_gap_bars) {
      report.largest_gap_bars = missing;
      report.largest_gap_from_ns = bars[i - 1].close_time_ns;
    }
  }
}

}  // namespace

void count_oddities(MarketData& market) {
  std::vector<std::vector<core::Timestamp>> times;
  for (std::size_t venue = 0; venue < market.venues.size(); ++venue) {
    times.push_back(times_at(market, venue));
  }
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    SymbolData& symbol = market.symbols[s];
    count_bars(symbol.bars, symbol.report);
    count_gaps(
        symbol.bars,
        {*market.venues[symbol.venue].hours, market.bar, market.grids[s], times[symbol.venue]},
        symbol.report);
  }
}

}  // namespace barometer::data
