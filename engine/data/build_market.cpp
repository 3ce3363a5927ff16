// SPDX-License-Identifier: Apache-2.0
#include "data/build_market.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#include "calendar/bar_grid.hpp"
#include "calendar/venue.hpp"
#include "data/bar_row.hpp"
#include "data/calendar_cursor.hpp"
#include "data/corporate_actions.hpp"
#include "data/symbol_input.hpp"

namespace barometer::data {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

constexpr BarRow kSpareBar{
    std::numeric_limits<core::Timestamp>::max(), kNan, kNan, kNan, kNan, kNan};

Timeline timeline_of(std::span<const SymbolInput> symbols) {
  const std::vector<std::span<const BarRow>> bars = [&] {
    std::vector<std::span<const BarRow>> all;
    for (const SymbolInput& symbol : symbols) {
      all.emplace_back(symbol.bars);
    }
    return all;
  }();
  return Timeline(bars);
}

std::size_t venues_of(std::span<const SymbolInput> symbols) {
  const auto last = std::ranges::max_element(symbols, {}, &SymbolInput::venue);
  return last == symbols.end() ? 1 : last->venue + 1;
}

core::ArenaLayout layout_of(std::span<const SymbolInput> symbols, std::size_t steps,
                            std::size_t spare) {
  core::ArenaLayout layout;
  for (const SymbolInput& symbol : symbols) {
    layout.add((symbol.bars.size() + spare) * sizeof(BarRow));
  }
  for (std::size_t venue = 0; venue < venues_of(symbols); ++venue) {
    layout.add(steps * sizeof(bm_calendar_row));
  }
  return layout;
}

// The first `count` rows of a column.
template <class Row>
std::span<Row> rows_of(core::Arena& arena, std::size_t column, std::size_t count) {
  return {reinterpret_cast<Row*>(arena.column(column)), count};
}

SymbolData settled(SymbolInput input, std::span<BarRow> rows) {
  const std::size_t bars = input.bars.size();
  std::ranges::copy(input.bars, rows.begin());
  std::ranges::fill(rows.subspan(bars), kSpareBar);
  const core::Rows<BarRow> column(rows.first(bars));
  SymbolData symbol{std::move(input.name),        column,
                    std::move(input.actions),     std::move(input.truth),
                    std::move(input.report),      std::move(input.source),
                    std::move(input.source_hash), column};
  symbol.actions_hash = std::move(input.actions_hash);
  symbol.venue = input.venue;
  symbol.spreads = std::move(input.spreads);
  return symbol;
}

// Instruments and grids of a market whose symbols are some or all of the whole's, in its order.
void describe_as(const MarketData& whole, MarketData& market) {
  market.grids.clear();
  std::size_t from = 0;
  for (const SymbolData& symbol : market.symbols) {
    while (whole.symbols[from].name != symbol.name) {
      ++from;
    }
    if (from < whole.instruments.size()) {
      market.instruments.push_back(whole.instruments[from]);
      market.instruments.back().symbol = symbol.name.c_str();
      market.instruments.back().symbol_index =
          static_cast<core::SymbolIndex>(market.instruments.size() - 1);
    }
    market.grids.push_back(whole.grids[from]);
    ++from;
  }
}

}  // namespace

MarketData build_market(std::vector<SymbolInput> symbols, std::int64_t spare_bars) {
  const auto spare = static_cast<std::size_t>(spare_bars);
  MarketData market;
  market.spare_bars = spare_bars;
  market.timeline = timeline_of(symbols);
  const auto steps = static_cast<std::size_t>(market.timeline.steps());
  market.arena = core::Arena(layout_of(symbols, steps, spare));
  for (std::size_t venue = 0; venue < venues_of(symbols); ++venue) {
    market.venues.push_back(
        {std::make_shared<const calendar::Venue>(),
         core::Rows(rows_of<bm_calendar_row>(market.arena, symbols.size() + venue, steps))});
  }
  market.calendar = market.venues.front().calendar;
  market.symbols.reserve(symbols.size());
  for (std::size_t s = 0; s < symbols.size(); ++s) {
    const std::size_t rows = symbols[s].bars.size() + spare;
    market.grids.push_back(symbols[s].grid);
    market.symbols.push_back(
        settled(std::exchange(symbols[s], {}), rows_of<BarRow>(market.arena, s, rows)));
  }
  return market;
}

SymbolInput copy_of(const SymbolData& symbol) {
  SymbolInput copy{symbol.name,   symbol.bars.copy(), symbol.actions,    symbol.truth,
                   symbol.report, symbol.source,      symbol.source_hash};
  copy.actions_hash = symbol.actions_hash;
  copy.venue = symbol.venue;
  copy.spreads = symbol.spreads;
  return copy;
}

MarketData derived_market(const MarketData& whole, std::vector<SymbolInput> symbols,
                          std::int64_t spare_bars) {
  MarketData market = build_market(std::move(symbols), spare_bars);
  for (std::size_t venue = 0; venue < market.venues.size(); ++venue) {
    const MarketVenue& from = whole.venues[venue];
    market.venues[venue].hours = from.hours;
    CalendarCursor cursor(whole.timeline.times(), from.calendar.data());
    std::ranges::transform(market.timeline.times(), market.venues[venue].calendar.begin(),
                           [&cursor](core::Timestamp time) { return cursor.at(time); });
  }
  place_actions(market);
  market.arena.seal();
  market.bar = whole.bar;
  market.venue = whole.venue;
  market.tzdata = whole.tzdata;
  market.session_days_per_year = whole.session_days_per_year;
  market.left_out = whole.left_out;
  describe_as(whole, market);
  return market;
}

std::vector<std::int64_t> steps_of(const MarketData& market, const SymbolData& symbol) {
  CalendarCursor cursor(market, symbol);
  std::vector<std::int64_t> steps;
  steps.reserve(symbol.bars.size());
  for (const BarRow& bar : symbol.bars) {
    steps.push_back(cursor.step_at(bar.close_time_ns));
  }
  return steps;
}

}  // namespace barometer::data
