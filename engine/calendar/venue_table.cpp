// SPDX-License-Identifier: Apache-2.0
#include "calendar/venue_table.hpp"

#include <algorithm>
#include <utility>

#include "config/data_config.hpp"
#include "core/error.hpp"

namespace barometer::calendar {

namespace {

// Faults in a file have its own places.
Venue venue_at(const config::DataConfig& config, const std::string& venue,
               const std::string& place) {
  try {
    return find_venue(config, venue);
  } catch (const core::Error& error) {
    std::vector<core::Fault> faults = error.faults();
    for (core::Fault& fault : faults) {
      fault.where = fault.where.empty() ? place : fault.where;
    }
    throw core::Error(core::ErrorKind::bad_input, std::move(faults));
  }
}

}  // namespace

VenueTable::VenueTable(const config::DataConfig& config) {
  add(config, config.venue, config::to_string(config.file, config.at));
  for (const config::SymbolVenue& each : config.venues) {
    of_symbol_.emplace(each.symbol,
                       add(config, each.venue, config::to_string(config.file, each.at)));
  }
}

std::size_t VenueTable::add(const config::DataConfig& config, const std::string& venue,
                            const std::string& place) {
  const config::VenueConfig* const file = config.file_of(venue);
  const std::string key = file != nullptr ? file->hash : venue;
  const auto known = std::ranges::find(keys_, key);
  const auto number = static_cast<std::size_t>(known - keys_.begin());
  if (known == keys_.end()) {
    venues_.push_back(std::make_shared<const Venue>(venue_at(config, venue, place)));
    keys_.push_back(key);
  }
  return number;
}

std::size_t VenueTable::number_of(const std::string& symbol) const {
  const auto found = of_symbol_.find(symbol);
  return found == of_symbol_.end() ? 0 : found->second;
}

}  // namespace barometer::calendar
