// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/bar_row.hpp"

struct bm_calendar_row;
struct bm_instrument;

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::conformance {

// One symbol's bars as a tagger is handed them, to be changed and handed over again.
struct TagSeries {
  TagSeries();
  TagSeries(const TagSeries& other);
  TagSeries(TagSeries&& other) noexcept;
  TagSeries& operator=(const TagSeries& other);
  TagSeries& operator=(TagSeries&& other) noexcept;
  ~TagSeries();

  std::string name;
  std::vector<data::BarRow> bars;
  std::vector<bm_calendar_row> calendar;            // one per bar
  std::shared_ptr<const bm_instrument> instrument;  // its name counts for nothing: `name` does

  std::int64_t size() const { return static_cast<std::int64_t>(bars.size()); }
};

// One per symbol, config order.
std::vector<TagSeries> series_of(const data::MarketData& market);

// The first `bars` bars.
TagSeries prefix_of(const TagSeries& series, std::int64_t bars);

// Times and calendar 28 years later: the same weekdays, dates of the month and leap years.
TagSeries years_later(const TagSeries& series);

// Prices of all bars from `bar` on times `factor`.
TagSeries with_jump(const TagSeries& series, std::int64_t bar, double factor);

// What data are like at their worst: NaN, zero, negative, infinite and enormous prices, highs below
// lows, standing prices, no volume and a gap of a month, each at some bars behind `from`.
TagSeries with_bad_bars(const TagSeries& series, std::int64_t from);

// "SYN01, bar 17 (2022-01-01T18:00:00Z)".
std::string place_of(const TagSeries& series, std::int64_t bar);

}  // namespace barometer::conformance
