// SPDX-License-Identifier: Apache-2.0
#include "config/load_venue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include "config/clock_forms.hpp"
#include "config/parse_yaml.hpp"
#include "config/read_file.hpp"
#include "config/reader.hpp"
#include "core/error.hpp"
#include "core/hash.hpp"

namespace barometer::config {

namespace {

// An open later than the close is that of the evening before.
bool is_inside(core::Duration of_day, const HoursConfig& hours) {
  const core::Duration open = hours.open > hours.close ? hours.open - core::kDay : hours.open;
  return of_day > open && of_day < hours.close;
}

void hours_keys(Reader& io, HoursConfig& hours, const std::vector<HoursConfig>&) {
  std::optional<ClockSpan> lunch;
  io.value("from", hours.from, TimestampForm{});
  io.value("open", hours.open, Clock{}, kRequired);
  io.value("close", hours.close, Clock{}, kRequired);
  io.value("lunch", lunch, ClockSpanForm{});
  io.check("close", hours.open != hours.close, "a time that is not the open's");
  if (lunch) {
    hours.lunch_begin = lunch->begin;
    hours.lunch_end = lunch->end;
    io.check("lunch", is_inside(lunch->begin, hours) && is_inside(lunch->end, hours),
             "a break between open and close");
  }
}

void half_days_keys(Reader& io, HalfDaysConfig& half_days, const std::vector<HalfDaysConfig>&) {
  io.value("close", half_days.close, Clock{}, kRequired);
  io.list("days", half_days.days, half_days.days_at, DayRuleText{});
}

void extra_sessions_keys(Reader& io, ExtraSessionsConfig& extra,
                         const std::vector<ExtraSessionsConfig>&) {
  io.value("open", extra.open, Clock{});
  io.value("close", extra.close, Clock{});
  io.check("close",
           extra.open.has_value() == extra.close.has_value() &&
               (!extra.open || *extra.open < *extra.close),
           "a time after `open`, both or none of them");
  io.list("days", extra.days, extra.days_at, DayRuleText{});
}

bool ascending(const std::vector<HoursConfig>& hours) {
  if (!hours.empty() && hours.front().from) {
    return false;
  }
  for (std::size_t i = 1; i < hours.size(); ++i) {
    if (!hours[i].from || (hours[i - 1].from && *hours[i].from <= *hours[i - 1].from)) {
      return false;
    }
  }
  return true;
}

void extended_keys(Reader& io, VenueConfig& venue) {
  std::optional<ClockSpan> extended;
  io.value("extended", extended, ClockSpanForm{});
  if (!extended) {
    return;
  }
  venue.extended_open = extended->begin;
  venue.extended_close = extended->end;
  const auto covers = [&extended](const HoursConfig& hours) {
    return hours.open < hours.close && extended->begin <= hours.open &&
           extended->end >= hours.close;
  };
  io.check("extended", std::all_of(venue.hours.begin(), venue.hours.end(), covers),
           "a span that all hours lie in, on one day");
}

void venue_keys(Reader& io, VenueConfig& venue) {
  YearSpan years;
  io.value("name", venue.name, NameForm{}, kRequired);
  io.value("zone", venue.zone, ZoneForm{}, kRequired, &venue.zone_at);
  io.value("years", years, YearSpanForm{}, {true, "say which years the holidays cover: 2000-2030"});
  venue.first_year = years.first;
  venue.last_year = years.last;
  io.value("sessions_per_year", venue.session_days_per_year, NumberForm{1, 366});
  io.value("week", venue.week, WeekForm{});
  io.groups("hours", venue.hours, hours_keys);
  io.check("hours", io.has("hours"), "a list of hours",
           "say when it trades: [{open: 09:00, close: 17:30}]");
  io.check("hours", ascending(venue.hours),
           "hours in the order of their `from`, the first without");
  extended_keys(io, venue);
  io.list("holidays", venue.holidays, venue.holidays_at, DayRuleText{});
  io.groups("half_days", venue.half_days, half_days_keys);
  io.groups("extra_sessions", venue.extra_sessions, extra_sessions_keys);
  const auto is_early = [&venue](const HalfDaysConfig& half) {
    return std::all_of(venue.hours.begin(), venue.hours.end(), [&half](const HoursConfig& hours) {
      return hours.close == 0 || is_inside(half.close, hours);
    });
  };
  io.check("half_days", std::all_of(venue.half_days.begin(), venue.half_days.end(), is_early),
           "days that close between the open and the close of all hours");
}

// `key` of the config names the file at `place`.
void tell_unreadable(const core::Error& error, const std::string& place, const std::string& key,
                     FaultList& faults) {
  for (const core::Fault& fault : error.faults()) {
    faults.add(place, fmt::format("{}: {}: {}", key, fault.where, fault.what),
               "mend the path, which starts from the working directory " +
                   std::filesystem::current_path().string() +
                   ", or name a venue: 24x7, fx, us_equity");
  }
}

}  // namespace

bool is_venue_path(std::string_view venue) {
  return venue.find('/') != venue.npos || venue.ends_with(".yaml") || venue.ends_with(".yml");
}

std::optional<VenueConfig> load_venue(const std::string& file, FaultList& faults,
                                      const std::string& place, const std::string& key) {
  try {
    const std::string text = read_yaml_file(file, "configs/venues/lse.yaml");
    const auto root = parse_yaml(text, file, faults);
    if (!root) {
      return std::nullopt;
    }
    VenueConfig venue;
    venue.file = file;
    core::Hash hash;
    hash.add(std::as_bytes(std::span{text}));
    venue.hash = hash.hex();
    if (root->kind != YamlNode::Kind::group) {
      reject(faults, *root, "venue", "groups of keys (name, zone, hours, ...)",
             "start from configs/venues/lse.yaml");
      return venue;
    }
    Reader reader(*root, "", faults);
    venue_keys(reader, venue);
    reader.finish();
    return venue;
  } catch (const core::Error& error) {
    tell_unreadable(error, place, key, faults);
    return std::nullopt;
  }
}

}  // namespace barometer::config
