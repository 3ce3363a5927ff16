// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "calendar/venue.hpp"
#include "config/fault_list.hpp"
#include "config/load_venue.hpp"
#include "core/error.hpp"

namespace barometer_test {

// A built-in one by its name, one of a file by its path, such as "configs/venues/lse.yaml".
inline barometer::calendar::Venue venue_named(const std::string& name) {
  if (!barometer::config::is_venue_path(name)) {
    return barometer::calendar::find_venue(name);
  }
  barometer::config::FaultList faults;
  const auto config = barometer::config::load_venue(name, faults);
  barometer::core::throw_if_any(std::move(faults).take());
  return barometer::calendar::make_venue(config.value());
}

}  // namespace barometer_test
