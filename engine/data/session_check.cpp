// SPDX-License-Identifier: Apache-2.0
#include "data/session_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <span>
#include <string>

#include "calendar/calendar_rows.hpp"
#include "calendar/hours_count.hpp"
#include "calendar/kept_week.hpp"
#include "calendar/period.hpp"
#include "calendar/stamp_pattern.hpp"
#include "core/floor_division.hpp"
#include "data/bar_row.hpp"

namespace barometer::data {

namespace {

constexpr std::size_t kExamples = 3;

constexpr std::size_t kSample = 2000;  // bars that a zone is judged by

// Shares of a file's bars, as one in so many.
constexpr std::int64_t kHardlyAny = 20;
constexpr std::int64_t kNotable = 10;

// Clocks that files are written by, commonest first.
constexpr std::array kZones{"UTC",           "America/New_York", "America/Chicago",
                            "Europe/London", "Europe/Berlin",    "Europe/Athens",
                            "Europe/Moscow", "Asia/Tokyo",       "Asia/Shanghai",
                            "Asia/Kolkata",  "Australia/Sydney", "America/Los_Angeles"};

// Of a sample of the bars, where their stamps would lie if they were of another zone.
calendar::HoursCount count_in(const std::string& zone, const std::string& now, core::Duration bar,
                              const calendar::Venue& venue, std::span<const BarRow> bars) {
  calendar::Zone from(now);
  calendar::Zone to(zone);
  calendar::HoursCount count(venue);
  const auto add = [&](std::span<const BarRow> stretch) {
    for (const BarRow& each : stretch) {
      const core::Timestamp close = each.close_time_ns;
      count.add_uncut(to.instants(close + from.offset(close)).first - bar, bar);
    }
  };
  // Whole stretches of two seasons: every n-th bar might be the same hour of all days.
  const std::size_t second = std::max(kSample, bars.size() / 2);
  add(bars.first(std::min(kSample, bars.size())));
  if (second < bars.size()) {
    add(bars.subspan(second, std::min(bars.size() / 2 + kSample, bars.size()) - second));
  }
  return count;
}

// Units from 1970 say none.
bool stamps_say_zone(const std::string& format) {
  return format.find('%') != format.npos && calendar::StampPattern(format).says_zone();
}

// The zone in which hardly any bar would lie outside the extended hours, and the fewest outside
// sessions: more than `most` of them in none. Empty for none, and where the stamps say their own
// zone.
std::string fitting_zone(const config::DataConfig& config, const calendar::Venue& venue,
                         std::span<const BarRow> bars, double most) {
  const std::string now = config.csv.zone == "venue" ? venue.zone : config.csv.zone;
  if (stamps_say_zone(config.csv.time_format)) {
    return "";
  }
  std::vector<std::string> zones{venue.zone};  // the first of those that fit alike
  std::ranges::remove_copy(kZones, std::back_inserter(zones), venue.zone);
  std::string best;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const std::string& zone : zones) {
    if (zone == now) {
      continue;
    }
    const calendar::HoursCount count = count_in(zone, now, config.bar, venue, bars);
    const bool fits =
        count.off_hours * kHardlyAny <= count.bars &&
        static_cast<double>(count.out_of_session) <= most * static_cast<double>(count.bars);
    if (fits && count.out_of_session < least) {
      best = zone;
      least = count.out_of_session;
    }
  }
  return best;
}

// "09:30"
std::string clock_of(core::Duration of_day) {
  const core::Duration clock =
      core::floor_modulo(of_day, core::kDay);  // an open may lie on the evening before
  return fmt::format("{:02}:{:02}", clock / core::kHour, clock % core::kHour / core::kMinute);
}

std::string examples(const SymbolInput& symbol) {
  std::string text;
  for (const core::Timestamp time : symbol.report.off_hours) {
    text += (text.empty() ? ", such as those that close " : ", ") + core::format_utc(time);
  }
  return text;
}

std::string what_lies_outside(const calendar::Venue& venue, const SymbolInput& symbol,
                              bool off_hours) {
  const calendar::TradingHours& hours = calendar::regular_hours(venue);
  const bool extended = off_hours && venue.extended_open != venue.extended_close;
  return fmt::format("{} of {} bars lie outside {}'s {} ({} to {} {}, on trading days){}",
                     off_hours ? symbol.report.off_hours_bars : symbol.report.out_of_session_bars,
                     symbol.bars.size(), venue.name, extended ? "extended hours" : "sessions",
                     clock_of(extended ? venue.extended_open : hours.open),
                     clock_of(extended ? venue.extended_close : hours.close), venue.zone,
                     off_hours ? examples(symbol) : "");
}

// What to write where no other zone fits.
std::string venue_fix(const calendar::Venue& venue, std::span<const BarRow> bars) {
  const std::string week = calendar::kept_week(venue, close_times(bars));
  return week.empty()
             ? "is the venue or the zone right? Check data.venue (data.venues for one "
               "symbol), data.time.zone and data.time.stamp; trading before and after hours a "
               "venue file states as `extended:`"
             : fmt::format("the bars keep another week than {}: write `week: {}` in a venue file",
                           venue.name, week);
}

// Whether the file is another venue's, or read in another zone; finds the zone that would fit.
// Bars before and after hours are an exchange's own; a zone that brings nearly all of them into
// sessions is theirs all the same.
bool is_foreign(const config::DataConfig& config, const calendar::Venue& venue,
                SymbolInput& symbol) {
  SymbolDataReport& report = symbol.report;
  const auto bars = std::ssize(symbol.bars);
  const bool notable = report.off_hours_bars > 0 && kNotable * report.off_hours_bars >= bars;
  const bool many_outside = 3 * report.out_of_session_bars >= bars;
  if (!notable && !many_outside) {
    return false;
  }
  const std::string inside = fitting_zone(config, venue, symbol.bars, 1.0 / kHardlyAny);
  const bool foreign = 3 * report.off_hours_bars >= bars ||
                       3 * report.out_of_session_bars >= 2 * bars ||
                       (many_outside && !inside.empty()) ||
                       (notable && !calendar::kept_week(venue, close_times(symbol.bars)).empty());
  if (notable || foreign) {
    report.fitting_zone =
        inside.empty() ? fitting_zone(config, venue, symbol.bars, 2.0 / 3) : inside;
  }
  return foreign;
}

}  // namespace

void count_outside(const calendar::Venue& venue, core::Duration bar,
                   std::span<const bm_calendar_row> calendar, SymbolInput& symbol) {
  calendar::HoursCount count(venue);
  SymbolDataReport& report = symbol.report;
  report.off_hours.clear();
  const bool counted = venue.kind != BM_VENUE_ALWAYS_OPEN && !calendar::holds_sessions(venue, bar);
  for (std::size_t i = 0; counted && i < symbol.bars.size(); ++i) {
    const core::Timestamp close = symbol.bars[i].close_time_ns;
    const bool on_hours = count.add(calendar::middle_of(calendar[i], close, bar));
    if (!on_hours && report.off_hours.size() < kExamples) {
      report.off_hours.push_back(close);
    }
  }
  report.out_of_session_bars = count.out_of_session;
  report.off_hours_bars = count.off_hours;
}

std::optional<core::Fault> check_sessions(const config::DataConfig& config,
                                          const calendar::Venue& venue,
                                          std::span<const bm_calendar_row> calendar,
                                          SymbolInput& symbol) {
  if (venue.kind == BM_VENUE_ALWAYS_OPEN || calendar::holds_sessions(venue, config.bar)) {
    return std::nullopt;
  }
  count_outside(venue, config.bar, calendar, symbol);
  if (!is_foreign(config, venue, symbol)) {
    return std::nullopt;
  }
  const std::string& zone = symbol.report.fitting_zone;
  const bool off_hours = 3 * symbol.report.off_hours_bars >= std::ssize(symbol.bars);
  return core::Fault{
      symbol.source, what_lies_outside(venue, symbol, off_hours),
      zone.empty()
          ? venue_fix(venue, symbol.bars)
          : fmt::format("read as {0} nearly all of them lie inside: write `data.time.zone: {0}`",
                        zone)};
}

}  // namespace barometer::data
