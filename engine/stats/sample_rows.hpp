// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace barometer::stats {

// Series over the same periods, one behind the other: the returns of trials, a row each. It owns
// nothing.
struct SampleRows {
  std::span<const double> values;  // [row][period], whole rows
  std::size_t periods = 0;         // of a row, above 0

  std::size_t size() const { return values.size() / periods; }

  std::span<const double> row(std::size_t i) const { return values.subspan(i * periods, periods); }

  // Rows first, first + 1 ... to the end.
  SampleRows from(std::size_t first) const { return {values.subspan(first * periods), periods}; }
};

}  // namespace barometer::stats
