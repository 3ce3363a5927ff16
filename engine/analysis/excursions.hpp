// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/round_trips.hpp"
#include "data/bar_row.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// Lowest and highest price of stretches of bars, O(stretch / 256 + 256) each.
class PriceRanges {
 public:
  struct Range {
    double low;
    double high;

    void cover(Range other);
  };

  explicit PriceRanges(std::span<const data::BarRow> bars);

  // Of bars first..last, both included. REQUIRES: first <= last < bars.
  Range over(std::int64_t first, std::int64_t last) const;

 private:
  std::span<const data::BarRow> bars_;
  std::vector<Range> blocks_;
};

// Fills mae and mfe of every trip. Only prices that were certainly seen while it was held count:
// entry and exit price; high and low of the bars between; of the bar of entry its close, and its
// high and low where the entry was at the open; of the bar of exit its open, and its high and low
// where the exit was at the close. A trip over a split is measured in units after it.
void measure_excursions(const data::MarketData& market,
                        std::span<const portfolio::CashEvent> events, std::span<RoundTrip> trips);

}  // namespace barometer::analysis
