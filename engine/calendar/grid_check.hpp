// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Where the bars of one file begin and end.
struct GridReading {
  BarGrid grid;
  std::vector<BarSpan> spans;  // one per bar
};

// From the close of each bar, in order; one that is stamped at its open is held to close a whole
// bar later. The grid is one that most bars fit, so that a few bad stamps never condemn the others,
// wherever they stand: the session's, unless more opens inside sessions fit the clock than that
// one, or bars outside sessions show that they do not end with it. The clock is the venue's, unless
// more bars fit another that sources cut bars by.
//
// Bars above a day have no grid; calendar/period_stamps.hpp says what their spans are. `side` is
// that of the stamps; where it is not said they are dates alone.
GridReading read_grid(const Venue& venue, core::Duration bar, std::optional<config::StampSide> side,
                      std::span<const core::Timestamp> closes);

// Indices of bars that do not lie where bars of the configured size must: on the grid, or, for
// daily bars of an exchange, on dates that have a session, for those above a day in periods that
// have one; and of those that do not close later than the one before.
std::vector<std::size_t> off_grid_bars(const Venue& venue, core::Duration bar,
                                       const GridReading& reading);

// What was found where the bars are of another size: steps between opens shorter than a bar
// outnumber steps of one bar, or no step is one bar. nullopt where the size fits or there are fewer
// than two bars.
std::optional<std::string> wrong_bar_size(const Venue& venue, core::Duration bar,
                                          std::span<const BarSpan> spans);

// The time that lies most often between one and the next, the shortest of several; 0 for fewer than
// two.
core::Duration commonest_step(std::span<const core::Timestamp> times);

}  // namespace barometer::calendar
