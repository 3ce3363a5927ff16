// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/timestamp.hpp"
#include "data/bar_row.hpp"

namespace barometer {

// A coarse bar as the documents define it, found by looking at all bars for each stretch of time.
struct OracleBar {
  data::BarRow bar;
  core::Timestamp first_ns = 0;
  core::Timestamp known_ns = 0;
};

// A stretch of time with its bars' middles in [begin, end).
struct Stretch {
  core::Timestamp begin = 0;
  core::Timestamp end = 0;
};

// Quadratic on purpose: each stretch asks every bar.
std::vector<OracleBar> gather(std::span<const Stretch> stretches, core::Duration bar,
                              std::span<const data::BarRow> bars);

// Days from 1970-01-01 UTC in equal pieces of `on`, over all of `bars`.
std::vector<Stretch> utc_stretches(core::Duration on, std::span<const data::BarRow> bars);

// New York through the C library's clocks: [09:30, 16:00) on Monday to Friday; the weeks of those
// from the first open to the last close; or pieces of a day as the clock shows them from midnight
// on, found minute by minute: one begins where the clock shows a piece's begin, or another piece.
std::vector<Stretch> new_york_sessions(std::span<const data::BarRow> bars);
std::vector<Stretch> new_york_weeks(std::span<const data::BarRow> bars);
std::vector<Stretch> new_york_pieces(core::Duration on, std::span<const data::BarRow> bars);

}  // namespace barometer
