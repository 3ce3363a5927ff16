// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include "config/forms.hpp"

// How the files of venues write times of day, spans and rules of days. Such files are read and
// never written.

namespace barometer::config {

// A time of the day.
struct ClockSpan {
  core::Duration begin = 0;
  core::Duration end = 0;
};

// Both are covered.
struct YearSpan {
  int first = 0;
  int last = 0;
};

// "09:30"
struct Clock {
  Reading<core::Duration> read(const YamlNode& node) const;
  std::string expected() const;
};

// "11:30-12:30"
struct ClockSpanForm {
  Reading<ClockSpan> read(const YamlNode& node) const;
  std::string expected() const;
};

// "sunday..thursday": true on each of them, Monday first.
struct WeekForm {
  Reading<std::array<bool, 7>> read(const YamlNode& node) const;
  std::string expected() const;
};

// "2000-2030"
struct YearSpanForm {
  Reading<YearSpan> read(const YamlNode& node) const;
  std::string expected() const;
};

// Any short text: who knows the calendar reads it.
struct DayRuleText {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

}  // namespace barometer::config
