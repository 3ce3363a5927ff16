// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/venue.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"

namespace barometer::data {

// Whether close times lie where bars of the configured size must lie: at one phase of the venue's
// local clock, or, for daily bars of an exchange, on dates that have a session.
//
// Indices of bars that do not. The phase is the one of most bars, so that a single bad stamp never
// condemns the others, wherever it stands.
std::vector<std::size_t> off_grid_bars(const calendar::Venue& venue, core::Duration bar,
                                       std::span<const BarRow> bars);

// What was found where the bars are of another size: steps shorter than a bar outnumber steps of
// one bar, or no step is one bar. nullopt where the size fits or there are fewer than two bars.
std::optional<std::string> wrong_bar_size(const calendar::Venue& venue, core::Duration bar,
                                          std::span<const BarRow> bars);

}  // namespace barometer::data
