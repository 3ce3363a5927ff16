// SPDX-License-Identifier: Apache-2.0
#include "config/clock_forms.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace barometer::config {

namespace {

std::optional<int> digits(std::string_view text, std::size_t count) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = text.size() == count && error == std::errc{} &&
                    end == text.data() + text.size() && text.front() != '-';
  return good ? std::optional(value) : std::nullopt;
}

// 24:00 is the end of the day.
std::optional<core::Duration> clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') {
    return std::nullopt;
  }
  const auto hour = digits(text.substr(0, 2), 2);
  const auto minute = digits(text.substr(3), 2);
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 24 * 60) {
    return std::nullopt;
  }
  return *hour * core::kHour + *minute * core::kMinute;
}

}  // namespace

Reading<core::Duration> Clock::read(const YamlNode& node) const {
  return {clock(node.text), ""};
}

std::string Clock::expected() const {
  return "a time of day such as 09:30";
}

Reading<ClockSpan> ClockSpanForm::read(const YamlNode& node) const {
  const std::string_view text = node.text;
  const std::size_t dash = std::min(text.find('-'), text.size());
  const auto begin = clock(text.substr(0, dash));
  const auto end = dash < text.size() ? clock(text.substr(dash + 1)) : std::nullopt;
  const bool good = begin && end && *begin < *end;
  return {good ? std::optional(ClockSpan{*begin, *end}) : std::nullopt, ""};
}

std::string ClockSpanForm::expected() const {
  return "a span of the day such as 11:30-12:30";
}

Reading<std::array<bool, 7>> WeekForm::read(const YamlNode& node) const {
  constexpr std::array<std::string_view, 7> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"};
  const std::string_view text = node.text;
  const std::size_t dots = std::min(text.find(".."), text.size());
  const auto first = std::find(kDays.begin(), kDays.end(), text.substr(0, dots));
  const auto last = dots < text.size()
                        ? std::find(kDays.begin(), kDays.end(), text.substr(dots + 2))
                        : kDays.end();
  if (first == kDays.end() || last == kDays.end()) {
    return {std::nullopt, ""};
  }
  std::array<bool, 7> week{};
  const auto end = static_cast<std::size_t>(last - kDays.begin());
  for (auto day = static_cast<std::size_t>(first - kDays.begin());; day = (day + 1) % 7) {
    week[day] = true;
    if (day == end) {
      return {week, ""};
    }
  }
}

std::string WeekForm::expected() const {
  return "the first and the last trading day of a week, such as sunday..thursday";
}

Reading<YearSpan> YearSpanForm::read(const YamlNode& node) const {
  const std::string_view text = node.text;
  const std::size_t dash = std::min(text.find('-'), text.size());
  const auto first = digits(text.substr(0, dash), 4);
  const auto last = dash < text.size() ? digits(text.substr(dash + 1), 4) : std::nullopt;
  const bool good = first && last && *first >= 1678 && *first <= *last && *last <= 2261;
  return {good ? std::optional(YearSpan{*first, *last}) : std::nullopt, ""};
}

std::string YearSpanForm::expected() const {
  return "years such as 2000-2030";
}

Reading<std::string> DayRuleText::read(const YamlNode& node) const {
  const bool good = !node.text.empty() && node.text.size() <= 100;
  return {good ? std::optional(node.text) : std::nullopt, ""};
}

std::string DayRuleText::expected() const {
  return "a rule such as 12-25, 2012-10-29, '3rd monday of january' or 'easter -2'";
}

}  // namespace barometer::config
