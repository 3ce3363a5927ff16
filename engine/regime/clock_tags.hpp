// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "regime/tag_view.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// A bar of a symbol.
struct BarPlace {
  core::SymbolIndex symbol = 0;
  std::int32_t bar = 0;
};

// Dimensions that are known beforehand, drawn anew so that each day or week keeps the labels that
// it had:
//   by the clock (BM_KNOWN_DAY)           each session day's labels are rotated by a part of the
//                                         day that is drawn for it, the same for all symbols
//   by the date, and a weekday's alone    the days of each week change places in an order that is
//                                         drawn for it, one for all symbols
//   by the date otherwise                 all days move by a number of session days, which is drawn
//                                         once
class ClockTags {
 public:
  // `dimensions` are known beforehand and in `tags`. `market` outlives this object.
  ClockTags(const data::MarketData& market, TagView tags, std::vector<std::size_t> dimensions);

  const std::vector<std::size_t>& dimensions() const { return dimensions_; }

  // Per bar of the symbol: the bar whose entry it gets in dimensions()[index].
  std::vector<BarPlace> places(std::size_t index, core::SymbolIndex symbol,
                               std::uint64_t seed) const;

  // Different draws: the session days, less those that lie near 0, where every dimension moves as a
  // whole; else the largest number there is.
  std::int64_t draws() const;

 private:
  enum class Redraw : std::uint8_t { rotate_days, order_weeks, shift_days };

  // The session days of a venue, ascending.
  struct Days {
    std::vector<std::int32_t> dates;   // since 1970-01-01
    std::vector<BarPlace> first_bars;  // one of each: it says what the day is
  };

  void read_days();
  Redraw redraw_of(std::size_t dimension) const;
  bool follows_weekday(std::size_t dimension) const;
  std::int8_t label_of(std::size_t dimension, const BarPlace& place) const;
  std::int64_t distance_of(std::size_t dimension) const;
  std::int64_t longest_days() const;
  static std::vector<std::size_t> ordered_weeks(const Days& days, std::uint64_t seed);
  std::vector<std::size_t> shifted_days(const Days& days, std::uint64_t seed) const;
  std::vector<BarPlace> by_date(Redraw redraw, core::SymbolIndex symbol, std::uint64_t seed) const;
  std::vector<BarPlace> rotated_days(core::SymbolIndex symbol, std::uint64_t seed) const;

  const data::MarketData& market_;
  TagView tags_;
  std::vector<std::size_t> dimensions_;
  std::vector<Redraw> redraws_;  // per dimension
  std::int64_t distance_ = 0;    // session days around 0 that no shift is drawn from
  std::vector<Days> days_;       // per venue
  std::vector<std::vector<std::int32_t>>
      days_of_bars_;  // per symbol and bar: into its venue's days
};

}  // namespace barometer::regime
