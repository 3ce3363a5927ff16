// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "page/cells.hpp"
#include "page/shown_symbols.hpp"

namespace barometer::page {

// The bars of a symbol that lie in one cell, counted from its first live bar.
struct CellBars {
  std::size_t cell = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Of every cell that has a bar, in order.
std::vector<CellBars> cell_bars(const StepCells& cells, const LiveBars& live);

// The tags of a symbol by cell, a byte each: the tag and 1, or `unknown`; 0 before the first bar
// and behind the last. A cell without a bar has the label of the bar before it.
struct Lane {
  std::string labels;
  std::uint64_t base = 0;  // above all labels
  std::size_t begin = 0;   // the cell of the first bar
  std::size_t end = 0;     // behind that of the last
};

// A cell of several bars has the label that most of them have, of equally many the first. `tags`
// begins at the first live bar.
Lane lane_of(const StepCells& cells, const LiveBars& live, std::span<const std::int8_t> tags,
             std::uint8_t unknown);

// Runs of labels below `base`, each packed as (length - 1) base + label (packed.hpp).
std::string packed_lane(std::string_view labels, std::uint64_t base);

// Lanes are often the same for many symbols, as those of the calendar are, but for where the bars
// of a symbol begin and end: each is kept once.
class LanePool {
 public:
  // The number of a lane that has the same labels wherever this one has bars.
  std::size_t number_of(Lane lane);

  // Of all lanes together, packed.
  std::size_t bytes() const { return bytes_; }

  // The lanes, packed, as a list.
  std::string json() const;

 private:
  std::vector<Lane> lanes_;
  std::vector<std::string> packed_;
  std::size_t bytes_ = 0;
};

}  // namespace barometer::page
