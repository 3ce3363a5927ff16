// SPDX-License-Identifier: Apache-2.0
#include "analysis/symbol_replay.hpp"

#include <algorithm>
#include <utility>

#include "orders/order.hpp"

namespace barometer::analysis {

SymbolReplay::SymbolReplay(std::span<const data::BarRow> bars, PointValues units,
                           std::span<const orders::Fill* const> fills,
                           std::span<const portfolio::CashEvent* const> events)
    : bars_(bars), units_(std::move(units)), fills_(fills), events_(events) {}

BarResult SymbolReplay::busy_close_of(std::size_t bar, bool after_gap) {
  BarResult result;
  result.held_before = position_ != 0;
  result.after_gap = after_gap;
  take_events(bar, result.whole);
  if (after_gap) {
    take_gap(bar, result);
  }
  const double close = close_in_account(bar);
  if (position_ != 0) {
    result.whole.gross += position_ * (close - last_close_);
  }
  take_fills(bar, close, result);
  result.held = result.held_before || result.fills > 0;
  last_close_ = close;
  next_busy_ = busy_bar_from(bar + 1);
  return result;
}

std::size_t SymbolReplay::busy_bar_from(std::size_t bar) const {
  auto busy = static_cast<std::int64_t>(bars_.size());
  if (next_ < fills_.size()) {
    busy = std::min(busy, fills_[next_]->bar);
  }
  if (next_event_ < events_.size()) {
    busy = std::min(busy, events_[next_event_]->bar);
  }
  return std::max(bar, static_cast<std::size_t>(std::max<std::int64_t>(busy, 0)));
}

// A split halves the price that the bar's change is counted from.
void SymbolReplay::take_events(std::size_t bar, PartResult& result) {
  for (;
       next_event_ < events_.size() && events_[next_event_]->bar <= static_cast<std::int64_t>(bar);
       ++next_event_) {
    const portfolio::CashEvent& event = *events_[next_event_];
    if (event.kind == portfolio::CashKind::split) {
      position_ *= event.rate;
      last_close_ /= event.rate;
    } else if (event.kind == portfolio::CashKind::dividend) {
      result.gross += event.amount;
    } else {
      result.costs -= event.amount;
    }
  }
}

// Nights and ex-dates lie between sessions, as does the step from the last close to the open.
void SymbolReplay::take_gap(std::size_t bar, BarResult& result) {
  result.gap = result.whole;
  if (position_ != 0) {
    const double open = bars_[bar].open * units_.at_open(bars_[bar].close_time_ns);
    result.gap.gross += position_ * (open - last_close_);
  }
}

void SymbolReplay::take_fills(std::size_t bar, double close, BarResult& result) {
  for (; next_ < fills_.size() && fills_[next_]->bar == static_cast<std::int64_t>(bar); ++next_) {
    const orders::Fill& fill = *fills_[next_];
    result.whole.gross += fill.quantity * (close - fill.raw_price * fill.point_value);
    result.whole.costs += fill.commission + fill.slippage_cost();
    position_ += fill.quantity;
    ++result.fills;
  }
}

}  // namespace barometer::analysis
