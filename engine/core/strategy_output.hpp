// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/output.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/reserved_log.hpp"
#include "core/timestamp.hpp"

// What a strategy writes about its steps besides orders, and what a run keeps of it.

namespace barometer::core {

// What a run keeps at the most: the first rows and values are kept, later ones counted.
inline constexpr std::size_t kMostLogRows = 100'000;
inline constexpr std::size_t kMostSeriesValues = 10'000'000;

// Rows of text that find room in one step: so many a symbol, and no fewer than these.
inline constexpr std::size_t kLogRowsPerSymbol = 8;
inline constexpr std::size_t kFewestLogRows = 64;

inline constexpr std::size_t kMostSeries = 64;

struct DeclaredSeries {
  std::string name;  // snake_case
  std::string unit;
};

// A row of a strategy's own log; the text is as the strategy wrote it.
struct LogRow {
  Timestamp time_ns = 0;  // close of the step
  std::int64_t step = 0;  // counted from 0 over the whole data, warm-up included
  bm_text_row text = {};
};

struct SeriesValue {
  Timestamp time_ns = 0;
  std::int64_t step = 0;
  bm_series_value value = {};
};

struct StrategyOutput {
  std::vector<DeclaredSeries> series;
  ReservedLog<LogRow> log;  // in the order of writing, as the values are
  ReservedLog<SeriesValue> values;
  std::int64_t dropped_rows = 0;  // which found no room, in a step or in the run
  std::int64_t dropped_values = 0;
};

}  // namespace barometer::core
