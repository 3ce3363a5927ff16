// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "data/split_adjusted.hpp"
#include "data/step.hpp"

namespace barometer::data {

// Where a run stands in its market: the present step, and each symbol's latest bar. Whoever needs
// a price or a session asks here, so that nobody can read a bar that has not closed by mistake.
class MarketCursor {
 public:
  // Stands before the first step. The market outlives this.
  explicit MarketCursor(const MarketData& market);

  // [step] Goes on to the next step. REQUIRES: there is one.
  const Step& advance() {
    const std::int64_t next = now_.index + 1;
    now_ = {next, market_.timeline.time(next), market_.timeline.active(next)};
    for (const core::SymbolIndex symbol : now_.active) {
      ++places_[symbol].last_bar;
      places_[symbol].last_step = next;
    }
    return now_;
  }

  // The present step; its index is -1 before the first advance().
  const Step& now() const { return now_; }

  // [step] Close time of the step before the present one. REQUIRES: there is one.
  core::Timestamp previous_time_ns() const { return market_.timeline.time(now_.index - 1); }

  std::size_t symbol_count() const { return places_.size(); }

  // [step] Bars of the symbol that have closed; 0 before its first.
  std::int64_t bar_count(core::SymbolIndex symbol) const { return index(symbol) + 1; }

  // [step] Index of the symbol's latest bar; -1 before its first.
  std::int64_t index(core::SymbolIndex symbol) const { return places_[symbol].last_bar; }

  // [step] The symbol's latest bar, and its row of the calendar. REQUIRES: it has had one.
  const BarRow& bar(core::SymbolIndex symbol) const {
    return places_[symbol].bars[places_[symbol].last_bar];
  }

  // [step] The quoted spread of the symbol's latest bar; none of data without quotes. REQUIRES: it
  // has had one.
  QuotedSpread spread(core::SymbolIndex symbol) const {
    const std::vector<QuotedSpread>& spreads = market_.symbols[symbol].spreads;
    return spreads.empty() ? QuotedSpread()
                           : spreads[static_cast<std::size_t>(places_[symbol].last_bar)];
  }

  const bm_calendar_row& calendar(core::SymbolIndex symbol) const;

  // [step] The calendar of the symbol's venue, a row a step: where it has a bar, that of now().
  const bm_calendar_row* calendar_rows(core::SymbolIndex symbol) const {
    return places_[symbol].calendar;
  }

  // [step] The account's day: the session date of this step at the run's own venue.
  core::Day session_date() const;

  // [step] Units of the symbol's latest bar in one of its first.
  SplitRatio units(core::SymbolIndex symbol) const {
    const SymbolData& data = market_.symbols[symbol];
    return data.unit_changes.empty() ? SplitRatio() : units_at(data, index(symbol));
  }

  // Everything that is known of the symbol. Bars from bar_count() on have not closed yet.
  const SymbolData& symbol(core::SymbolIndex symbol) const { return market_.symbols[symbol]; }

  const MarketData& market() const { return market_; }

 private:
  // Where a symbol stands, with the first rows that a step would otherwise look for: one of these
  // lies in one or two cache lines.
  struct Place {
    const BarRow* bars;               // the symbol's
    const bm_calendar_row* calendar;  // its venue's
    std::int64_t last_bar = -1;
    std::int64_t last_step = -1;  // that of its latest bar
  };

  const MarketData& market_;
  Step now_{.index = -1};
  std::vector<Place> places_;  // per symbol
};

}  // namespace barometer::data
