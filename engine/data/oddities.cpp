// SPDX-License-Identifier: Apache-2.0
#include "data/oddities.hpp"

#include <algorithm>
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

// Calls `with` for each gap of each symbol: number of the symbol, gap.
template <class With>
void for_each_gap(const MarketData& market, With with) {
  std::vector<std::vector<core::Timestamp>> times;
  for (std::size_t venue = 0; venue < market.venues.size(); ++venue) {
    times.push_back(times_at(market, venue));
  }
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    const SymbolData& symbol = market.symbols[s];
    calendar::BarExpectation expectation(*market.venues[symbol.venue].hours, market.bar,
                                         market.grids[s], times[symbol.venue]);
    for (std::size_t i = 1; i < symbol.bars.size(); ++i) {
      const core::Timestamp from = symbol.bars[i - 1].close_time_ns;
      const auto missing = expectation.missing(from, symbol.bars[i].close_time_ns);
      if (missing > 0) {
        with(s, BarGap{.from_ns = from, .missing = missing});
      }
    }
  }
}

void count_gap(const BarGap& gap, SymbolDataReport& report) {
  report.gaps += 1;
  report.missing_bars += gap.missing;
  if (gap.missing > report.largest_gap_bars) {
    report.largest_gap_bars = gap.missing;
    report.largest_gap_from_ns = gap.from_ns;
  }
}

}  // namespace

void count_oddities(MarketData& market) {
  for (SymbolData& symbol : market.symbols) {
    count_bars(symbol.bars, symbol.report);
  }
  for_each_gap(market, [&market](std::size_t symbol, const BarGap& gap) {
    count_gap(gap, market.symbols[symbol].report);
  });
}

std::vector<std::vector<BarGap>> largest_gaps(const MarketData& market, std::size_t most) {
  std::vector<std::vector<BarGap>> all(market.symbols.size());
  for_each_gap(market, [&](std::size_t symbol, const BarGap& gap) {
    std::vector<BarGap>& gaps = all[symbol];
    const auto behind =
        std::ranges::upper_bound(gaps, gap.missing, std::ranges::greater(), &BarGap::missing);
    gaps.insert(behind, gap);
    gaps.resize(std::min(gaps.size(), most));
  });
  return all;
}

}  // namespace barometer::data
