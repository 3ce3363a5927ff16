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
  const Step& advance();

  // The present step; its index is -1 before the first advance().
  const Step& now() const { return now_; }

  // [step] Close time of the step before the present one. REQUIRES: there is one.
  core::Timestamp previous_time_ns() const { return market_.timeline.time(now_.index - 1); }

  std::size_t symbol_count() const { return last_bar_.size(); }

  // [step] Bars of the symbol that have closed; 0 before its first.
  std::int64_t bar_count(core::SymbolIndex symbol) const { return last_bar_[symbol] + 1; }

  // [step] Index of the symbol's latest bar; -1 before its first.
  std::int64_t index(core::SymbolIndex symbol) const { return last_bar_[symbol]; }

  // [step] The symbol's latest bar, and its row of the calendar. REQUIRES: it has had one.
  const BarRow& bar(core::SymbolIndex symbol) const {
    return market_.symbols[symbol].bars[static_cast<std::size_t>(last_bar_[symbol])];
  }

  const bm_calendar_row& calendar(core::SymbolIndex symbol) const;

  // [step] The account's day: the session date of this step at the run's own venue.
  core::Day session_date() const;

  // [step] Units of the symbol's latest bar in one of its first.
  SplitRatio units(core::SymbolIndex symbol) const {
    return units_at(market_.symbols[symbol], last_bar_[symbol]);
  }

  // Everything that is known of the symbol. Bars from bar_count() on have not closed yet.
  const SymbolData& symbol(core::SymbolIndex symbol) const { return market_.symbols[symbol]; }

  const MarketData& market() const { return market_; }

 private:
  const MarketData& market_;
  Step now_{.index = -1};
  std::vector<std::int64_t> last_bar_;   // per symbol
  std::vector<std::int64_t> last_step_;  // per symbol: that of its latest bar
  // Per symbol, the first row of its venue: looked for once, not in each step.
  std::vector<const bm_calendar_row*> calendars_;
};

}  // namespace barometer::data
