// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "config/location.hpp"
#include "core/timestamp.hpp"

namespace barometer::config {

// Trading hours by the venue's clock. An open later than the close is that of the evening before.
struct HoursConfig {
  std::optional<core::Timestamp> from;  // first session date, at midnight; none: since ever
  core::Duration open = 0;              // of the day
  core::Duration close = 0;
  std::optional<core::Duration> lunch_begin;  // both or none
  std::optional<core::Duration> lunch_end;
};

// Days that close early, by rule (calendar/day_rule.hpp says how rules are written).
struct HalfDaysConfig {
  core::Duration close = 0;
  std::vector<std::string> days;
  std::vector<Location> days_at;
};

// Sessions on days that have none otherwise, by rule.
struct ExtraSessionsConfig {
  std::optional<core::Duration> open;  // both or none; none: the venue's hours
  std::optional<core::Duration> close;
  std::vector<std::string> days;
  std::vector<Location> days_at;
};

// An exchange as its file describes it.
struct VenueConfig {
  std::string file;       // as given, for messages
  std::string hash = {};  // of the file's bytes
  std::string name;
  std::string zone;
  Location zone_at;
  int first_year = 0;  // of those that the holidays cover
  int last_year = 0;
  double session_days_per_year = 252;
  std::array<bool, 7> week{true, true,  true, true,
                           true, false, false};  // trading days, Monday first
  std::vector<HoursConfig> hours;                // ascending in `from`, at least one
  std::optional<core::Duration> extended_open;   // trading before and after hours; both or none
  std::optional<core::Duration> extended_close;
  std::vector<std::string> holidays;
  std::vector<Location> holidays_at;
  std::vector<HalfDaysConfig> half_days;
  std::vector<ExtraSessionsConfig> extra_sessions;
};

}  // namespace barometer::config
