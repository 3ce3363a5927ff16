// SPDX-License-Identifier: Apache-2.0
#include "data/stamp_parser.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>

#include "calendar/period.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "core/floor_division.hpp"
#include "core/text.hpp"

namespace barometer::data {

namespace {

constexpr std::string_view kOfDay = "ms_of_day";
constexpr std::uint64_t kMillisecondsOfDay = core::kDay / core::kMillisecond - 1;

core::Duration epoch_unit(std::string_view format) {
  static const std::map<std::string_view, core::Duration> kUnits{{"epoch_s", core::kSecond},
                                                                 {"epoch_ms", core::kMillisecond},
                                                                 {"epoch_us", core::kMicrosecond},
                                                                 {"epoch_ns", 1}};
  const auto unit = kUnits.find(format);
  return unit == kUnits.end() ? 0 : unit->second;
}

// Whole units and no other form, so that a spreadsheet's 1.6E+12 is rejected.
std::optional<std::int64_t> read_epoch(std::string_view text, std::uint64_t limit) {
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  if (digits.empty() || digits.size() > 19) {  // 19 digits fit 64 bits
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<unsigned>(c - '0');  // what is below '0' becomes large
    if (digit > 9) {
      return std::nullopt;
    }
    value = value * 10 + digit;
  }
  if (value > limit) {
    return std::nullopt;
  }
  return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

core::Error config_error(const config::DataConfig& config, std::string what, std::string fix,
                         const config::Location& at) {
  return {core::ErrorKind::bad_input,
          core::Fault{config::to_string(config.file, at), std::move(what), std::move(fix)}};
}

core::Error config_error(const config::DataConfig& config, std::string what, std::string fix) {
  return config_error(config, std::move(what), std::move(fix), config.csv.time_format_at);
}

// Runs what knows nothing of the config's place and puts the place to its faults.
template <class Make>
auto at_config(const config::DataConfig& config, const char* key, const config::Location& at,
               Make make) {
  try {
    return make();
  } catch (const core::Error& error) {
    core::Fault fault = error.faults().front();
    throw config_error(config, key + fault.what, fault.fix, at);
  }
}

std::string zone_name(const config::DataConfig& config, const calendar::Venue& venue) {
  return config.csv.zone == "venue" ? venue.zone : config.csv.zone;
}

// The pattern with %z in place of what its end says literally.
std::string with_offset(const std::string& format, std::string_view literal) {
  return format.substr(0, format.size() - literal.size()) + "%z";
}

// A pattern knows its zone from %z, from data.time.zone or, as UTC, from literal text; not from
// two.
void check_zone(const config::DataConfig& config, const calendar::StampPattern& pattern,
                const std::string& zone) {
  const std::string& format = config.csv.time_format;
  const std::string_view literal = pattern.literal_zone();
  if (pattern.has_offset() && config.csv.zone != "UTC") {
    throw config_error(config, "%z reads the offset of every stamp, but data.time.zone is " + zone,
                       "leave data.time.zone out");
  }
  if (literal.starts_with('+') || literal.starts_with('-')) {
    throw config_error(
        config,
        fmt::format("the pattern ends in the offset '{}' as literal text, which is not read",
                    literal),
        fmt::format("write data.time.format: \"{}\"", with_offset(format, literal)));
  }
  if (!literal.empty() && config.csv.zone != "UTC") {
    throw config_error(
        config, fmt::format("the pattern ends in '{}', but data.time.zone is {}", literal, zone),
        "leave data.time.zone out, where the stamps are UTC as they say");
  }
}

void check_side(const config::DataConfig& config, bool date_only) {
  const bool inferable = date_only && config.bar >= core::kDay;
  if (!config.csv.stamp && !inferable) {
    throw config_error(config, "nothing says whether a stamp is its bar's open or its close",
                       "say `stamp: open` or `stamp: close`, as the source documents it");
  }
}

}  // namespace

StampParser::StampParser(const config::DataConfig& config, const calendar::Venue& venue)
    : venue_(venue),
      format_(config.csv.time_format),
      zone_name_(zone_name(config, venue)),
      of_day_(format_ == kOfDay),
      epoch_unit_(epoch_unit(format_)),
      epoch_limit_(epoch_unit_ == 0 ? 0 : static_cast<std::uint64_t>(kFarthestStamp / epoch_unit_)),
      zone_(at_config(config, "data.time.zone: ", config.csv.zone_at,
                      [&] { return calendar::Zone(zone_name_); })),
      venue_zone_(venue.zone) {
  if (epoch_unit_ == 0 && !of_day_) {
    pattern_ = at_config(config, "data.time.format: ", config.csv.time_format_at,
                         [&] { return calendar::StampPattern(format_); });
    check_zone(config, *pattern_, zone_name_);
    has_offset_ = pattern_->has_offset();
  }
  check_side(config, dates_alone());
  session_dates_ = calendar::holds_sessions(venue, config.bar) || !config.csv.stamp;
  at_open_ = config.csv.stamp != config::StampSide::close;
  newest_first_ = config.csv.order == config::RowOrder::newest_first;
  to_close_ = !session_dates_ && at_open_ ? config.bar : 0;
  plain_epoch_ = epoch_unit_ != 0 && !session_dates_ && zone_name_ == "UTC";
}

std::optional<calendar::StampPattern::Stamp> StampParser::stamp_of(std::string_view text) const {
  if (of_day_) {
    const auto units = read_epoch(text, kMillisecondsOfDay);
    return units && *units >= 0 && midnight_ ? std::optional(calendar::StampPattern::Stamp{
                                                   *midnight_ + *units * core::kMillisecond, 0})
                                             : std::nullopt;
  }
  if (pattern_) {
    return pattern_->read_with_offset(text);
  }
  const auto units = read_epoch(text, epoch_limit_);
  return units ? std::optional(calendar::StampPattern::Stamp{*units * epoch_unit_, 0})
               : std::nullopt;
}

std::optional<core::Timestamp> StampParser::instant_of(const calendar::StampPattern::Stamp& stamp,
                                                       core::Timestamp previous) {
  if (has_offset_) {
    return stamp.wall - stamp.offset;
  }
  const calendar::Instants instants = zone_.instants(stamp.wall);
  if (instants.count == 0) {
    return std::nullopt;
  }
  const bool take_second = newest_first_ ? instants.second + to_close_ < previous
                                         : instants.first + to_close_ <= previous;
  return instants.count == 2 && take_second ? instants.second : instants.first;
}

// A midnight is a date, whatever its zone; as a close that of the day before, where the pattern has
// a clock. Else the session around the instant, with an hour to spare: servers whose clocks change
// on other days stamp opens and closes an hour off for some weeks.
std::optional<core::Day> StampParser::session_date(const calendar::StampPattern::Stamp& stamp) {
  if (core::floor_modulo(stamp.wall, core::kDay) == 0) {
    const bool ends_day = !at_open_ && (!pattern_ || pattern_->has_clock());
    return calendar::day_of(stamp.wall - (ends_day ? 1 : 0));
  }
  const auto instant = instant_of(stamp, 0);
  if (!instant) {
    return std::nullopt;
  }
  const core::Timestamp inside = *instant + (at_open_ ? core::kHour : -core::kHour - 1);
  return calendar::session_date_at(venue_, venue_zone_, inside);
}

std::optional<core::Timestamp> StampParser::close_time(std::string_view text,
                                                       core::Timestamp previous) {
  if (plain_epoch_) {
    const auto units = read_epoch(text, epoch_limit_);
    return units ? std::optional(*units * epoch_unit_ + to_close_) : std::nullopt;
  }
  const auto stamp = stamp_of(text);
  return stamp ? close_time(*stamp, previous) : std::nullopt;
}

std::optional<core::Timestamp> StampParser::close_time(const calendar::StampPattern::Stamp& stamp,
                                                       core::Timestamp previous) {
  if (session_dates_) {
    const auto date = session_date(stamp);
    return date ? std::optional(calendar::regular_session_of(venue_, venue_zone_, *date).close)
                : std::nullopt;
  }
  const auto instant = instant_of(stamp, previous);
  return instant ? std::optional(*instant + to_close_) : std::nullopt;
}

std::string StampParser::refusal(std::string_view text) const {
  if (stamp_of(text)) {
    return fmt::format("{} does not exist in {}: clocks went forward over it", core::shown(text),
                       zone_name_);
  }
  if (pattern_) {
    if (const std::string fault = pattern_->fault_of(text); !fault.empty()) {
      return fmt::format("{} is no time: as {}, {}", core::shown(text), format_, fault);
    }
    return fmt::format("{} is not a time written as {}", core::shown(text), format_);
  }
  if (of_day_) {
    return fmt::format("{} is not a whole number of milliseconds of a day, 0 to {}",
                       core::shown(text), kMillisecondsOfDay);
  }
  return fmt::format("{} is not a whole number of {} units between the years 1678 and 2261",
                     core::shown(text), format_);
}

}  // namespace barometer::data
