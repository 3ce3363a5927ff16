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
  std::int64_t fills = 0;
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

  // REQUIRES: every bar in its order. `after_gap`: the venue was closed before it.
  BarResult close_of(std::size_t bar, bool after_gap);

 private:
  void take_events(std::size_t bar, PartResult& result);
  void take_gap(std::size_t bar, BarResult& result);
  void take_fills(std::size_t bar, double close, BarResult& result);

  std::span<const data::BarRow> bars_;
  PointValues units_;
  std::span<const orders::Fill* const> fills_;
  std::span<const portfolio::CashEvent* const> events_;
  std::size_t next_ = 0;
  std::size_t next_event_ = 0;
  double position_ = 0;
  double last_close_ = 0;  // account currency
};

}  // namespace barometer::analysis
