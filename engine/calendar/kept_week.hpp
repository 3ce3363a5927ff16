// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "calendar/venue.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// "sunday..thursday" where bars with these closes keep such a week: more than one in twenty of them
// on a day that the venue has not, and hardly any on one that it has. Empty for none, and where the
// days are no row.
std::string kept_week(const Venue& venue, std::span<const core::Timestamp> closes);

}  // namespace barometer::calendar
