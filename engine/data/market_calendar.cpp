// SPDX-License-Identifier: Apache-2.0
#include "data/market_calendar.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/calendar_rows.hpp"
#include "calendar/venue_table.hpp"
#include "data/market_data.hpp"

namespace barometer::data {

namespace {

// When the bars of a venue's symbols begin and end; files may lie on different grids.
class VenueSpans {
 public:
  VenueSpans(const MarketData& market, std::size_t venue) {
    for (const calendar::BarGrid& grid : market.grids) {
      const auto known = std::ranges::find(grids_, grid);
      of_symbol_.push_back(static_cast<std::size_t>(known - grids_.begin()));
      if (known == grids_.end()) {
        grids_.push_back(grid);
        spans_.emplace_back(*market.venues[venue].hours, market.bar, grid);
      }
    }
  }

  calendar::BarSpan of(core::SymbolIndex symbol, core::Timestamp close) {
    return spans_[of_symbol_[symbol]].from_close(close);
  }

 private:
  std::vector<calendar::BarGrid> grids_;
  std::vector<calendar::BarSpans> spans_;  // per grid
  std::vector<std::size_t> of_symbol_;
};

// Files on different grids share steps: there the first symbol's bar speaks for all.
std::vector<calendar::BarSpan> step_spans(const MarketData& market, std::size_t venue) {
  VenueSpans spans(market, venue);
  std::vector<calendar::BarSpan> steps;
  steps.reserve(market.timeline.times().size());
  for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
    const core::Timestamp close = market.timeline.time(step);
    const auto symbol = market.first_active(venue, step);
    // The middle of two nanoseconds is the instant before the close.
    steps.push_back(symbol ? spans.of(*symbol, close) : calendar::BarSpan{close - 2, close});
  }
  return steps;
}

}  // namespace

void resolve_calendars(MarketData& market, const calendar::VenueTable& venues) {
  for (std::size_t venue = 0; venue < market.venues.size(); ++venue) {
    market.venues[venue].hours = venues.all()[venue];
    std::ranges::copy(calendar::resolve_calendar(*market.venues[venue].hours, market.bar,
                                                 step_spans(market, venue)),
                      market.venues[venue].calendar.begin());
  }
}

}  // namespace barometer::data
