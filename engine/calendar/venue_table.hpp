// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "calendar/venue.hpp"

namespace barometer::calendar {

// The venues of a run: its own, `data.venue`, and behind it those of `data.venues`, each once.
class VenueTable {
 public:
  // Throws Error{bad_input} at the config's places: an unknown name with a suggestion, rules of a
  // file that are not understood.
  explicit VenueTable(const config::DataConfig& config);

  // The number of the symbol's venue; 0 is the run's own.
  std::size_t number_of(const std::string& symbol) const;

  const Venue& operator[](std::size_t number) const { return *venues_[number]; }

  const std::vector<std::shared_ptr<const Venue>>& all() const { return venues_; }

 private:
  std::size_t add(const config::DataConfig& config, const std::string& venue,
                  const std::string& place);

  std::vector<std::string> keys_;  // per venue: its name, or what its file holds
  std::vector<std::shared_ptr<const Venue>> venues_;
  std::unordered_map<std::string, std::size_t> of_symbol_;
};

}  // namespace barometer::calendar
