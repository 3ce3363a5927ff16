// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "analysis/attribution.hpp"
#include "analysis/symbol_replay.hpp"

// What attribution adds up, from a bar to a row of its tables. Account currency.

namespace barometer::analysis {

// One bar as it is added up: made once and not for every dimension, and laid out so that the
// compiler adds two doubles or four counts at a time.
struct BarSums {
  double gross = 0;
  double costs = 0;
  double net = 0;
  double gains = 0;
  std::int32_t fills = 0;
  std::int32_t moved = 0;
  std::int32_t rose = 0;
  std::int32_t held = 0;

  void add(const BarSums& bar) {
    gross += bar.gross;
    costs += bar.costs;
    net += bar.net;
    gains += bar.gains;
    fills += bar.fills;
    moved += bar.moved;
    rose += bar.rose;
    held += bar.held;
  }
};

inline BarSums sums_of(const PartResult& part, bool held, std::int64_t fills) {
  const double change = part.net();
  return {.gross = part.gross,
          .costs = part.costs,
          .net = change,
          .gains = std::max(change, 0.0),
          .fills = static_cast<std::int32_t>(fills),
          .moved = change != 0 ? 1 : 0,
          .rose = change > 0 ? 1 : 0,
          .held = held ? 1 : 0};
}

struct Sums {
  std::int64_t bars = 0;
  std::int64_t fills = 0;
  std::int64_t moved = 0;
  std::int64_t rose = 0;
  std::int64_t held = 0;
  double gross = 0;
  double costs = 0;
  double net = 0;
  double gains = 0;

  // Of `count` bars.
  void add(const BarSums& some, std::size_t count) {
    bars += static_cast<std::int64_t>(count);
    fills += some.fills;
    moved += some.moved;
    rose += some.rose;
    held += some.held;
    gross += some.gross;
    costs += some.costs;
    net += some.net;
    gains += some.gains;
  }

  void add(const Sums& other) {
    bars += other.bars;
    fills += other.fills;
    moved += other.moved;
    rose += other.rose;
    held += other.held;
    gross += other.gross;
    costs += other.costs;
    net += other.net;
    gains += other.gains;
  }

  RegimeRow row(std::string label, std::int64_t all_bars) const {
    RegimeRow row{.label = std::move(label),
                  .bars = bars,
                  .fills = fills,
                  .share = std::nullopt,
                  .net = net,
                  .gross = gross,
                  .costs = costs,
                  .gains = gains,
                  // Exactly 0 where no bar lost: both sums are the same then.
                  .losses = std::max(gains - net, 0.0),
                  .held = held,
                  .hit_rate = std::nullopt};
    if (all_bars > 0) {
      row.share = static_cast<double>(bars) / static_cast<double>(all_bars);
    }
    if (moved > 0) {
      row.hit_rate = static_cast<double>(rose) / static_cast<double>(moved);
    }
    return row;
  }
};

// A stretch's part of one slot.
struct SlotPart {
  BarSums sums;
  std::size_t bars = 0;
};

}  // namespace barometer::analysis
