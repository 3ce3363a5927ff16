// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/point_values.hpp"
#include "data/bar_row.hpp"

namespace barometer::orders {
struct Fill;
}  // namespace barometer::orders

namespace barometer::analysis {

// What a stretch of time did to a symbol, account currency.
struct PartResult {
  double gross = 0;
  double costs = 0;

  double net() const { return gross - costs; }
};

// One bar of one symbol: from the last close to this one.
struct BarResult {
  PartResult whole;
  // Up to the bar's open, where the venue was closed in between; `whole` contains it.
  PartResult gap;
  bool after_gap = false;
  std::int32_t fills = 0;
  bool held = false;  // a position was open at its start or was opened in it
  bool held_before = false;
};

// Replays one symbol's position bar by bar, from the first one on.
class SymbolReplay {
 public:
  // `fills` and `events` are the symbol's, in the order of happening.
  SymbolReplay(std::span<const data::BarRow> bars, PointValues units,
               std::span<const orders::Fill* const> fills,
               std::span<const portfolio::CashEvent* const> events);

  // REQUIRES: every bar in its order. `after_gap`: the venue was closed before it. Made where it is
  // called, as at most bars nothing but the price has changed.
  BarResult close_of(std::size_t bar, bool after_gap) {
    if (after_gap || bar >= next_busy_) {
      return busy_close_of(bar, after_gap);
    }
    BarResult result;
    const double close = close_in_account(bar);
    if (position_ != 0) {
      result.held = result.held_before = true;
      result.whole.gross += position_ * (close - last_close_);
    }
    last_close_ = close;
    return result;
  }

 private:
  double close_in_account(std::size_t bar) {
    const bool last = bar + 1 == bars_.size();
    return bars_[bar].close * (last ? units_.at_end() : units_.at(bars_[bar].close_time_ns));
  }

  BarResult busy_close_of(std::size_t bar, bool after_gap);
  std::size_t busy_bar_from(std::size_t bar) const;
  void take_events(std::size_t bar, PartResult& result);
  void take_gap(std::size_t bar, BarResult& result);
  void take_fills(std::size_t bar, double close, BarResult& result);

  std::span<const data::BarRow> bars_;
  PointValues units_;
  std::span<const orders::Fill* const> fills_;
  std::span<const portfolio::CashEvent* const> events_;
  std::size_t next_busy_ = 0;  // the next bar with a fill or event, or one before it
  std::size_t next_ = 0;
  std::size_t next_event_ = 0;
  double position_ = 0;
  double last_close_ = 0;  // account currency
};

}  // namespace barometer::analysis
