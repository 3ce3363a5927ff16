// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/fault_list.hpp"
#include "config/venue_config.hpp"

namespace barometer::config {

// Whether a venue is named by its file and is not a built-in one.
bool is_venue_path(std::string_view venue);

// Reads the file of a venue (docs/venues.md). Tells every fault with the file's own places;
// nullopt where there was no document at all: `key` of the config names it at `place`. Rules of
// days are checked by calendar/venue.hpp, which understands them.
std::optional<VenueConfig> load_venue(const std::string& file, FaultList& faults,
                                      const std::string& place = "",
                                      const std::string& key = "data.venue");

}  // namespace barometer::config
