// SPDX-License-Identifier: Apache-2.0
#include "data/stamp_parser.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "data/text.hpp"

namespace barometer::data {

namespace {

// As far from 1970 as every stamp may be: from 1678 up to 2262; one more bar still fits 64 bits.
constexpr core::Duration kFarthest = 9'214'560'000 * core::kSecond;

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
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value > limit) {
    return std::nullopt;
  }
  return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

core::Error config_error(const config::DataConfig& config, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input,
          core::Fault{config::to_string(config.file, config.csv.time_format_at), std::move(what),
                      std::move(fix)}};
}

// Runs what knows nothing of the config's place and puts the place to its faults.
template <class Make>
auto at_config(const config::DataConfig& config, Make make) {
  try {
    return make();
  } catch (const core::Error& error) {
    core::Fault fault = error.faults().front();
    throw config_error(config, fault.what, fault.fix);
  }
}

std::string zone_name(const config::DataConfig& config, const calendar::Venue& venue) {
  return config.csv.zone == "venue" ? venue.zone : config.csv.zone;
}

void check_zone_and_side(const config::DataConfig& config, const std::string& zone, bool epoch,
                         bool date_only) {
  if (epoch && config.csv.zone != "UTC") {
    throw config_error(config,
                       config.csv.time_format + " counts from 1970 in UTC, but the zone is " + zone,
                       "leave the zone out; an epoch has none");
  }
  const bool inferable = date_only && config.bar == core::kDay;
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
      epoch_unit_(epoch_unit(format_)),
      epoch_limit_(epoch_unit_ == 0 ? 0 : static_cast<std::uint64_t>(kFarthest / epoch_unit_)),
      zone_(at_config(config, [&] { return calendar::Zone(zone_name_); })),
      venue_zone_(venue.zone) {
  if (epoch_unit_ == 0) {
    pattern_ = at_config(config, [&] { return StampPattern(format_); });
  }
  const bool date_only = pattern_ && !pattern_->has_clock();
  check_zone_and_side(config, zone_name_, epoch_unit_ != 0, date_only);
  session_dates_ = calendar::is_daily_session_bar(venue, config.bar) || !config.csv.stamp;
  const bool at_open = config.csv.stamp != config::StampSide::close;
  // A session date's stamp that is a close may be the midnight after the session.
  to_close_ = session_dates_ ? (at_open || date_only ? 0 : -1) : (at_open ? config.bar : 0);
}

std::optional<core::Timestamp> StampParser::wall_time(std::string_view text) const {
  if (pattern_) {
    return pattern_->read(text);
  }
  const auto units = read_epoch(text, epoch_limit_);
  return units ? std::optional(*units * epoch_unit_) : std::nullopt;
}

core::Timestamp StampParser::session_close(core::Timestamp wall) {
  return calendar::regular_session_of(venue_, venue_zone_, calendar::day_of(wall + to_close_))
      .close;
}

std::optional<core::Timestamp> StampParser::close_time(std::string_view text,
                                                       core::Timestamp previous) {
  const auto wall = wall_time(text);
  if (!wall) {
    return std::nullopt;
  }
  if (session_dates_) {
    return session_close(*wall);
  }
  const calendar::Instants instants = zone_.instants(*wall);
  if (instants.count == 0) {
    return std::nullopt;
  }
  const bool take_second = instants.count == 2 && instants.first + to_close_ <= previous;
  return (take_second ? instants.second : instants.first) + to_close_;
}

std::string StampParser::advice(std::string_view text) const {
  if (!pattern_ || pattern_->matches(text)) {
    return "";
  }
  for (const char* format : {"%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S",
                             "%Y-%m-%dT%H:%M:%SZ", "%Y%m%d", "%Y/%m/%d", "%d.%m.%Y", "%m/%d/%Y",
                             "%d/%m/%Y", "%m/%d/%Y %H:%M", "%d.%m.%Y %H:%M"}) {
    if (StampPattern(format).read(text)) {
      return fmt::format("did you mean data.time.format: \"{}\"?", format);
    }
  }
  return "";
}

std::string StampParser::refusal(std::string_view text) const {
  if (wall_time(text)) {
    return fmt::format("{} does not exist in {}: clocks went forward over it", shown(text),
                       zone_name_);
  }
  if (pattern_ && pattern_->matches(text)) {
    return fmt::format("{} is no date between the years 1678 and 2261", shown(text));
  }
  if (pattern_) {
    return fmt::format("{} is not a time written as {}", shown(text), format_);
  }
  return fmt::format("{} is not a whole number of {} units between the years 1678 and 2261",
                     shown(text), format_);
}

}  // namespace barometer::data
