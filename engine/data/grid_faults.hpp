// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calendar/venue.hpp"
#include "core/timestamp.hpp"

namespace barometer::data {

// What is wrong with a bar that does not lie where bars of its size must. `close` is its own.
std::string off_grid_text(const calendar::Venue& venue, core::Duration bar, core::Timestamp close);

// Of the session date that it was read as, where bars hold sessions: whether that has none.
bool is_without_session(const calendar::Venue& venue, core::Duration bar, core::Timestamp close);

// What is wrong with a bar that closes with the one before, its stamp being another.
std::string second_close_text(const calendar::Venue& venue, core::Duration bar,
                              core::Timestamp close);

}  // namespace barometer::data
