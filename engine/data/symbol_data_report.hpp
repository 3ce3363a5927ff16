// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::data {

// What was seen while one symbol was loaded; nothing here stopped the run.
struct SymbolDataReport {
  std::int64_t bars = 0;
  std::int64_t gaps = 0;                    // places where at least one expected bar is missing
  std::int64_t missing_bars = 0;            // expected bars inside those gaps
  std::int64_t largest_gap_bars = 0;        // of the gap that lacks most of them, the first such
  core::Timestamp largest_gap_from_ns = 0;  // close of the bar before it
  std::int64_t zero_volume_bars = 0;
  std::int64_t flat_bars = 0;  // open = high = low = close
  // Exchanges, bars shorter than a day: their middle lies on no session date or outside its hours.
  std::int64_t out_of_session_bars = 0;
  // Those that lie outside the venue's extended hours as well, and the closes of the first three.
  std::int64_t off_hours_bars = 0;
  std::vector<core::Timestamp> off_hours;
  std::string fitting_zone;  // with many of those: the zone of stamps that would make them few
  // High and low that lay within 1e-9 of open and close, inside them, and were widened to them.
  std::int64_t widened_bars = 0;
  std::vector<core::Timestamp> widened;   // closes of the first three
  std::int64_t merged_bars = 0;           // sunday_stubs: merge
  std::int64_t left_out_stubs = 0;        // and those that no session follows
  std::int64_t repeated_rows = 0;         // rows that another file of the symbol has as well
  std::vector<core::Timestamp> repeated;  // closes of the first three such bars
  std::int64_t skipped_rows = 0;          // bad_rows: skip
  // data.resample: bars of the source, those of them that belong to no bar of the run as they lie
  // outside sessions, and those of the last one, which has not come to its end.
  std::int64_t source_bars = 0;
  std::int64_t outside_source_bars = 0;
  std::int64_t unfinished_source_bars = 0;
  std::vector<std::string> skipped;  // "file:line:column: reason", the first ten
};

}  // namespace barometer::data
