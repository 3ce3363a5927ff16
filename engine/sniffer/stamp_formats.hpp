// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/stamp_pattern.hpp"
#include "core/timestamp.hpp"

namespace barometer::sniffer {

// Reads cells by one value of data.time.format, without knowing a zone.
class StampFormat {
 public:
  // "epoch_s" to "epoch_ns", "ms_of_day", or a pattern. Throws as calendar::StampPattern does.
  explicit StampFormat(std::string format);

  // UTC where the cell says it, else wall clock time counted as if it were UTC; nullopt where it is
  // not written so, and for epochs outside 1980 to 2100.
  std::optional<core::Timestamp> read(std::string_view cell) const;

  const std::string& format() const { return format_; }

  bool is_epoch() const { return unit_ != 0 && !of_day_; }

  // Whether read() gives UTC.
  bool is_utc() const { return is_epoch() || (pattern_ && pattern_->says_zone()); }

  // Whether stamps have a time of day.
  bool has_clock() const { return !pattern_ || pattern_->has_clock(); }

 private:
  std::string format_;
  core::Duration unit_ = 0;  // of a count; 0: by pattern
  bool of_day_ = false;
  std::optional<calendar::StampPattern> pattern_;
};

// Every format among those in use (dates in ten orders, months by name, clocks of 12 and of 24
// hours, offsets, epochs) that reads all of the cells.
std::vector<StampFormat> formats_of(const std::vector<std::string_view>& cells);

// The clocks that read all of the cells: "%H:%M:%S".
std::vector<std::string> clocks_of(const std::vector<std::string_view>& cells);

}  // namespace barometer::sniffer
