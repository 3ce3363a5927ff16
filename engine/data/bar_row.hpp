// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/timestamp.hpp"

struct bm_bars;

namespace barometer::data {

// One bar as it lies in memory. The ABI sees rows of six 8-byte words: a step touches one or two
// cache lines a symbol instead of six.
struct BarRow {
  core::Timestamp close_time_ns = 0;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;  // base units
};

static_assert(sizeof(BarRow) == 6 * sizeof(double));

// One per row.
std::vector<core::Timestamp> close_times(std::span<const BarRow> rows);

// The ABI's view of rows: valid as long as the rows are.
bm_bars view_of(std::span<const BarRow> rows);

}  // namespace barometer::data
