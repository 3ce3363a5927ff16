// SPDX-License-Identifier: Apache-2.0
#include "sniffer/stamp_formats.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace barometer::sniffer {

namespace {

using Text = std::string_view;

constexpr std::array<Text, 24> kDates{"%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d",  "%Y%m%d",   "%d.%m.%Y",
                                      "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y",  "%m-%d-%Y", "%d.%m.%y",
                                      "%d/%m/%y", "%m/%d/%y", "%m-%d-%y",  "%d-%m-%y", "%y-%m-%d",
                                      "%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%d-%b-%y", "%b-%d-%Y",
                                      "%Y-%b-%d", "%d%b%Y",   "%b %e %Y",  "%Y-%d-%m"};
constexpr std::array<Text, 10> kClocks{"%H:%M:%S", "%H:%M",         "%H:%M:%S.%f", "%H%M%S",
                                       "%H%M",     "%I:%M:%S %p",   "%I:%M %p",    "%I-%p",
                                       "%I:%M%p",  "%I:%M:%S.%f %p"};
constexpr std::array<Text, 4> kJoints{" ", "T", "", ", "};
constexpr std::array<Text, 5> kZones{"", "%z", " %z", " UTC", " GMT"};

constexpr core::Timestamp kFrom = 315'532'800;  // 1980, seconds
constexpr core::Timestamp kTo = 4'102'444'800;  // 2100

struct EpochUnit {
  Text format;
  core::Duration unit;
};

constexpr std::array<EpochUnit, 5> kCounts{
    EpochUnit{"epoch_s", core::kSecond}, EpochUnit{"epoch_ms", core::kMillisecond},
    EpochUnit{"epoch_us", core::kMicrosecond}, EpochUnit{"epoch_ns", 1},
    EpochUnit{"ms_of_day", core::kMillisecond}};

bool reads_all(const StampFormat& format, const std::vector<Text>& cells) {
  return std::ranges::all_of(cells, [&format](Text cell) { return format.read(cell).has_value(); });
}

void add_if_it_reads(std::string format, const std::vector<Text>& cells,
                     std::vector<StampFormat>& found) {
  StampFormat candidate(std::move(format));
  if (candidate.read(cells.front()) && reads_all(candidate, cells)) {
    found.push_back(std::move(candidate));
  }
}

// Digits that touch on both sides leave no place for a joint.
bool may_join(Text date, Text joint) {
  return !joint.empty() || date == "%Y%m%d";
}

std::vector<std::string> all_patterns() {
  std::vector<std::string> patterns;
  for (const Text date : kDates) {
    patterns.emplace_back(date);
    for (const Text joint : kJoints) {
      for (const Text clock : kClocks) {
        for (const Text zone : kZones) {
          if (may_join(date, joint)) {
            patterns.push_back(std::string(date).append(joint).append(clock).append(zone));
          }
        }
      }
    }
  }
  return patterns;
}

}  // namespace

StampFormat::StampFormat(std::string format) : format_(std::move(format)) {
  for (const EpochUnit& count : kCounts) {
    if (count.format == format_) {
      unit_ = count.unit;
      of_day_ = format_ == "ms_of_day";
      return;
    }
  }
  pattern_.emplace(format_);
}

std::optional<core::Timestamp> StampFormat::read(std::string_view cell) const {
  if (pattern_) {
    const auto stamp = pattern_->read_with_offset(cell);
    return stamp ? std::optional(stamp->wall - stamp->offset) : std::nullopt;
  }
  core::Timestamp count = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), count);
  if (error != std::errc() || end != cell.data() + cell.size() || count < 0) {
    return std::nullopt;
  }
  const core::Timestamp a_second = core::kSecond / unit_;
  const bool fits =
      of_day_ ? count <= core::kDay / unit_ : count / a_second >= kFrom && count / a_second < kTo;
  return fits ? std::optional(count * unit_) : std::nullopt;
}

std::vector<StampFormat> formats_of(const std::vector<std::string_view>& cells) {
  static const std::vector<std::string> patterns = all_patterns();
  std::vector<StampFormat> found;
  if (cells.empty() || cells.front().empty()) {
    return found;
  }
  for (const EpochUnit& count : kCounts) {
    if (count.format != "ms_of_day") {
      add_if_it_reads(std::string(count.format), cells, found);
    }
  }
  if (!found.empty()) {
    return found;
  }
  for (const std::string& pattern : patterns) {
    add_if_it_reads(pattern, cells, found);
  }
  // Nobody who can be read as year, month, day means year, day, month.
  if (found.size() > 1) {
    std::erase_if(found,
                  [](const StampFormat& format) { return format.format().starts_with("%Y-%d"); });
  }
  return found;
}

std::vector<std::string> clocks_of(const std::vector<std::string_view>& cells) {
  std::vector<std::string> found;
  for (const Text clock : kClocks) {
    const calendar::StampPattern pattern("%Y-%m-%d " + std::string(clock));
    const bool reads = std::ranges::all_of(cells, [&pattern](Text cell) {
      return pattern.read("2000-01-01 " + std::string(cell)).has_value();
    });
    if (reads && !cells.empty()) {
      found.emplace_back(clock);
    }
  }
  return found;
}

}  // namespace barometer::sniffer
