// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/stamp_pattern.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "config/data_config.hpp"
#include "files/plain_decimal.hpp"

namespace barometer::data {

// As far from 1970 as every stamp may be: from 1678 up to 2262; one more bar still fits 64 bits.
inline constexpr core::Duration kFarthestStamp = 9'214'560'000 * core::kSecond;

// Turns the text of a stamp into the close time of its bar. A date alone on daily bars is a session
// date, and so is a midnight on those of a venue with sessions: the bar closes when the venue's
// session of that date does (16:00 New York; midnight UTC). So does one of a week or a month, at
// any venue: calendar/period_stamps.hpp makes its own close of that. Every other stamp is the bar's
// open or its close, as the config says; one that belongs to a daily bar of a venue with sessions
// names the session that opens or closes around that instant, an hour more or less.
class StampParser {
 public:
  // Throws Error{bad_input} at the config's place when format, zone or side do not fit together.
  StampParser(const config::DataConfig& config, const calendar::Venue& venue);

  // The midnight that `ms_of_day` counts from, as the file's name says it.
  void count_from(std::optional<core::Timestamp> midnight) { midnight_ = midnight; }

  // For a bar shorter than a day of a venue with sessions the close that a whole bar would have:
  // calendar/grid_check.hpp finds its own. nullopt where `text` does not fit the format or names a
  // local time that does not exist. An hour that comes twice when clocks go back is read as the
  // first one, or as the second where the first would not be later than `previous`, the close of
  // the bar before; where rows go from new to old it is the other way round.
  std::optional<core::Timestamp> close_time(std::string_view text, core::Timestamp previous);

  // The same of a time that is a number already. Its offset is looked at where the format has %z.
  std::optional<core::Timestamp> close_time(const calendar::StampPattern::Stamp& stamp,
                                            core::Timestamp previous);

  // close_time() of what most files hold, where it is units from 1970 in UTC. False for any other
  // text, which may still be a time. kReadableBefore bytes must stand before it. In the header, so
  // that a row has no call for it.
  bool read_plain_close_time(std::string_view text, core::Timestamp& time) const {
    files::PlainDecimal units;
    const bool plain =
        plain_epoch_ && files::read_plain_decimal(text.data() + text.size(), text.size(), units);
    if (!plain || units.has_point || units.digits > epoch_limit_) {
      return false;
    }
    time = static_cast<core::Timestamp>(units.digits) * epoch_unit_ + to_close_;
    return true;
  }

  // What is wrong with text that close_time() rejected.
  std::string refusal(std::string_view text) const;

  // Whether stamps are written by a pattern; else they count units from 1970, or from midnight.
  bool by_pattern() const { return pattern_.has_value(); }

  // A pattern of dates without a time of day.
  bool dates_alone() const { return pattern_ && !pattern_->has_clock(); }

  // Whether the stamps themselves say their zone, so that data.time.zone may not.
  bool says_zone() const { return pattern_ && pattern_->says_zone(); }

  const std::string& format() const { return format_; }

 private:
  std::optional<calendar::StampPattern::Stamp> stamp_of(std::string_view text) const;
  std::optional<core::Timestamp> instant_of(const calendar::StampPattern::Stamp& stamp,
                                            core::Timestamp previous);
  std::optional<core::Day> session_date(const calendar::StampPattern::Stamp& stamp);

  calendar::Venue venue_;
  std::string format_;
  std::string zone_name_;
  bool of_day_ = false;  // milliseconds since `midnight_`
  std::optional<core::Timestamp> midnight_ = {};
  core::Duration epoch_unit_ = 0;  // 0: by pattern
  std::uint64_t epoch_limit_ = 0;  // units from 1970, either way
  std::optional<calendar::StampPattern> pattern_;
  bool has_offset_ = false;  // each stamp says its own
  bool session_dates_ = false;
  bool plain_epoch_ = false;  // units from 1970, which session and clock leave as they are
  bool at_open_ = true;
  bool newest_first_ = false;
  core::Duration to_close_ = 0;  // from the stamp's instant to the bar's close
  calendar::Zone zone_;          // of the stamps
  calendar::Zone venue_zone_;
};

}  // namespace barometer::data
