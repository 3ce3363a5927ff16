// SPDX-License-Identifier: Apache-2.0
#include "data/resample.hpp"

#include <algorithm>
#include <utility>

#include "calendar/calendar_rows.hpp"
#include "calendar/zone.hpp"
#include "data/bar_row.hpp"
#include "data/buckets.hpp"
#include "data/gatherer.hpp"
#include "data/market_data.hpp"

namespace barometer::data {

namespace {

// Days and longer bars, as those of a file do, on half days too.
void close_regularly(const calendar::Venue& venue, core::Duration on, std::vector<BarRow>& bars) {
  if (on < core::kDay) {
    return;
  }
  calendar::Zone zone(venue.zone);
  for (BarRow& bar : bars) {
    const core::Day date = calendar::session_date_at(venue, zone, bar.close_time_ns - 1);
    bar.close_time_ns = calendar::regular_session_of(venue, zone, date).close;
  }
}

// Splits happen where place_actions() will find them among the coarse bars. Where no finer bar of
// such a coarse bar comes behind its split, all of it is in the units before.
void settle_splits(const calendar::Venue& venue, std::span<const CorporateAction> splits,
                   const Gatherer& gatherer, RunBars& run) {
  const std::vector<BarRow>& bars = run.bars;
  calendar::Zone zone(venue.zone);
  const auto date_of = [&](const BarRow& bar) {
    return calendar::session_date_at(venue, zone, bar.close_time_ns - 1);
  };
  for (const CorporateAction& action : splits) {
    const auto first =
        action.time_ns ? std::ranges::upper_bound(bars, *action.time_ns, {}, &BarRow::close_time_ns)
                       : std::ranges::lower_bound(bars, action.ex_date, {}, date_of);
    const auto place = static_cast<std::size_t>(first - bars.begin());
    if (place < bars.size() && action.bar >= gatherer.ends()[place]) {
      bring_into_units(action.split, run.bars[place]);
      if (!run.spreads.empty()) {
        bring_into_units(action.split, run.spreads[place]);
      }
    }
  }
}

}  // namespace

CoarseBars resample(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                    std::span<const BarRow> bars, CalendarCursor calendar,
                    const calendar::BarGrid& grid) {
  CoarseBars out;
  Buckets buckets(venue, bar, on, grid);
  Gatherer gatherer(out);
  for (const BarRow& row : bars) {
    gatherer.add(row, buckets.span_of(row, calendar.at(row.close_time_ns)));
  }
  out.calendar = on < core::kDay
                     ? calendar::resolve_calendar(venue, on, gatherer.spans())
                     : calendar::resolve_calendar(venue, core::kDay, close_times(out.bars));
  return out;
}

CoarseBars resample(const MarketData& market, core::SymbolIndex symbol, core::Duration on,
                    std::span<const BarRow> bars) {
  return resample(*market.venue_of(symbol).hours, market.bar, on, bars,
                  CalendarCursor(market, market.symbols[symbol]), market.grids[symbol]);
}

RunBars run_bars(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                 std::span<const BarRow> bars, std::span<const bm_calendar_row> calendar,
                 const calendar::BarGrid& grid, std::span<const CorporateAction> splits,
                 std::span<const QuotedSpread> spreads) {
  CoarseBars coarse;
  Buckets buckets(venue, bar, on, grid);
  Gatherer gatherer(coarse);
  RunBars run;
  run.grid = buckets.grid(grid);
  auto split = splits.begin();
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const auto span = buckets.span_of_whole(bars[i], calendar[i]);
    run.outside += span ? 0 : 1;
    gatherer.leave(bars[i], span);
    for (; split != splits.end() && split->bar <= static_cast<std::int64_t>(i); ++split) {
      gatherer.split(split->split);
    }
    gatherer.add(bars[i], span, spreads.empty() ? QuotedSpread() : spreads[i]);
  }
  run.unfinished = gatherer.unfinished();
  run.bars = std::move(coarse.bars);
  run.spreads = spreads.empty() ? std::vector<QuotedSpread>() : gatherer.take_spreads();
  settle_splits(venue, splits, gatherer, run);
  close_regularly(venue, on, run.bars);
  return run;
}

bm_instrument coarse_instrument(const calendar::Venue& venue, core::Duration on,
                                bm_instrument instrument) {
  instrument.bar_ns = on;
  instrument.bars_per_session_day = calendar::bars_per_session_day(venue, on);
  return instrument;
}

}  // namespace barometer::data
