// SPDX-License-Identifier: Apache-2.0
#include "calendar/zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "calendar/day.hpp"
#include "core/error.hpp"
#include "core/floor_division.hpp"

namespace barometer::calendar {

namespace {

const date::time_zone* locate(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{"", "the system's time zone database has no zone '" + name + "'",
                    "use an IANA name such as America/New_York; the package tzdata holds them"});
  }
}

// The database's "always" lies thousands of years out, beyond 64 bits of nanoseconds.
core::Timestamp clamped(date::sys_seconds time) {
  constexpr std::int64_t kLimit = std::numeric_limits<core::Timestamp>::max() / core::kSecond;
  return std::clamp<std::int64_t>(time.time_since_epoch().count(), -kLimit, kLimit) * core::kSecond;
}

date::sys_seconds whole_seconds(core::Timestamp time) {
  return date::sys_seconds{std::chrono::seconds{core::floor_divide(time, core::kSecond)}};
}

core::Duration nanoseconds(std::chrono::seconds seconds) {
  return seconds.count() * core::kSecond;
}

}  // namespace

void open_zone_database() {
  try {
    date::get_tzdb();
  } catch (const std::runtime_error&) {
    return;
  }
}

Zone::Zone(const std::string& name) : zone_(locate(name)) {}

void Zone::remember(core::Timestamp utc) {
  const date::sys_info info = zone_->get_info(whole_seconds(utc));
  last_ = {clamped(info.begin), clamped(info.end), nanoseconds(info.offset)};
}

Instants Zone::instants(core::Timestamp local) {
  // No two changes of clocks lie within a day, so a day inside the stretch there is one reading.
  const core::Timestamp guess = local - last_.offset;
  if (guess - core::kDay >= last_.begin && guess + core::kDay < last_.end) {
    return {1, guess, guess};
  }
  const auto seconds = whole_seconds(local).time_since_epoch();
  const date::local_info info = zone_->get_info(date::local_seconds{seconds});
  const core::Timestamp first = local - nanoseconds(info.first.offset);
  if (info.result == date::local_info::unique) {
    remember(first);
    return {1, first, first};
  }
  const bool twice = info.result == date::local_info::ambiguous;
  return {twice ? 2 : 0, first, local - nanoseconds(info.second.offset)};
}

}  // namespace barometer::calendar
