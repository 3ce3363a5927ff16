// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/arena.hpp"
#include "core/rows.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "data/left_out.hpp"
#include "data/symbol_data.hpp"
#include "data/timeline.hpp"

struct bm_calendar_row;
struct bm_instrument;

namespace barometer::calendar {
struct BarGrid;
struct Venue;
}  // namespace barometer::calendar

namespace barometer::data {

// Where symbols trade. Its calendar has a row a step, of the bars that close there: the first
// symbol's of this venue says on which grid. Where none of its symbols has a bar, the row is that
// of the instant before the step's close.
struct MarketVenue {
  std::shared_ptr<const calendar::Venue> hours;  // never NULL
  core::Rows<bm_calendar_row> calendar;
};

// The bars of all symbols with their steps, in one arena; immutable once sealed. Moves but does not
// copy: the instruments point at the symbols' names, rows into the arena.
struct MarketData {
  MarketData();
  MarketData(MarketData&&) noexcept;
  MarketData& operator=(MarketData&&) noexcept;
  ~MarketData();

  // The calendar of the account's day at this step, that of the run's own venue.
  const bm_calendar_row& calendar_at(std::int64_t step) const;

  // The calendar of the symbol's bar that closes in this step.
  const bm_calendar_row& calendar_of(core::SymbolIndex symbol, std::int64_t step) const;

  const MarketVenue& venue_of(core::SymbolIndex symbol) const {
    return venues[symbols[symbol].venue];
  }

  // The first symbol at venue `number` that has a bar in this step.
  std::optional<core::SymbolIndex> first_active(std::size_t number, std::int64_t step) const;

  std::vector<SymbolData> symbols;         // config order
  std::vector<bm_instrument> instruments;  // one per symbol; names point into `symbols`
  std::vector<calendar::BarGrid> grids;    // one per symbol: what the opens of its bars lie on
  Timeline timeline;
  std::vector<MarketVenue> venues;       // the run's own, by which the account counts, first
  core::Rows<bm_calendar_row> calendar;  // that of the run's own venue
  core::Arena arena;            // column s: bars of symbol s; behind them the venues' calendars
  core::Arena view_arena;       // a column a symbol with splits: its bars in units of the first
  std::int64_t spare_bars = 0;  // rows behind each symbol's last bar that can be read and are NaN
  core::Duration bar = 0;
  std::string venue;                      // name of the run's own
  std::string tzdata;                     // version of the time zone database
  double session_days_per_year = 365;     // of the run's own venue: the account's year
  std::string hash;                       // of all symbols' bars, and their venues'
  std::vector<LeftOut> left_out;          // symbols that were asked for and are not in it
  std::vector<std::string> truth_labels;  // by the numbers in SymbolData::truth; else empty
};

// As reports show it.
const std::string& venue_name(const MarketData& market, std::size_t venue);

// Those that trade at this venue.
std::vector<core::SymbolIndex> symbols_at(const MarketData& market, std::size_t venue);

// Bars of each symbol.
std::vector<std::int64_t> bar_counts(const MarketData& market);

}  // namespace barometer::data
