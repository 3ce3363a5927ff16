// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "calendar/day.hpp"

namespace barometer::calendar {

// A day that a calendar states by rule, at most one a year. Written as
//
//   12-25                          a date of every year
//   2012-10-29                     one date
//   3rd monday of january          1st .. 5th or last
//   easter                         Sunday by the Gregorian computus (Meeus, Jones, Butcher)
//
// followed by any of
//
//   +1  -2                         so many days later or earlier
//   saturday-1  sunday+1           moved where it falls on that weekday
//   on monday..thursday            only where it falls on those
//   from 2022  until 2018  except 2002
class DayRule {
 public:
  // Throws Error{bad_input} without a place, naming the word that is not understood.
  explicit DayRule(std::string_view text);

  // The day that the rule names in `year`; moved, it may fall into a neighbouring year.
  std::optional<core::Day> in(int year) const;

  // The date where the rule is one, with its year, before it is moved.
  std::optional<core::Day> one_date() const;

 private:
  struct FixedDate {
    unsigned month;
    unsigned day;
  };

  struct NthWeekday {
    int nth;      // 1..5, or 0 for the last
    int weekday;  // 0 Monday
    unsigned month;
  };

  struct Easter {};

  struct OneDate {
    core::Day day;
  };

  using Base = std::variant<FixedDate, NthWeekday, Easter, OneDate>;

  class Words;

  void read_base(Words& words);
  void read_modifier(Words& words);
  std::optional<core::Day> base_in(int year) const;
  bool holds_in(int year) const;

  Base base_ = Easter{};
  int shift_ = 0;
  std::array<int, 7> moves_{};  // days by weekday, 0 Monday
  std::array<bool, 7> on_{true, true, true, true, true, true, true};
  int first_year_ = -32'767;
  int last_year_ = 32'767;
  std::vector<int> except_;
};

}  // namespace barometer::calendar
