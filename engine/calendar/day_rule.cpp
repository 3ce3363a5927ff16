// SPDX-License-Identifier: Apache-2.0
#include "calendar/day_rule.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "core/error.hpp"
#include "core/floor_division.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 6> kNths{"last", "1st", "2nd", "3rd", "4th", "5th"};

template <std::size_t n>
std::optional<int> index_in(const std::array<std::string_view, n>& names, std::string_view word) {
  const auto found = std::find(names.begin(), names.end(), word);
  return found == names.end() ? std::nullopt
                              : std::optional(static_cast<int>(found - names.begin()));
}

std::optional<int> number(std::string_view text) {
  text.remove_prefix(!text.empty() && text.front() == '+' ? 1 : 0);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

core::Day day_number(date::year_month_day civil) {
  return static_cast<core::Day>(date::sys_days{civil}.time_since_epoch().count());
}

core::Day easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int of_march = h + l - 7 * m + 22;  // 1 is the first of March
  return day_number(date::year{year} / date::March / 1) + of_march - 1;
}

std::optional<core::Day> nth_weekday(int nth, int weekday, date::year_month month) {
  const core::Day first = day_number(month / 1);
  const core::Day next_month = day_number((month + date::months{1}) / 1);
  const core::Day found =
      first + static_cast<core::Day>(core::floor_modulo(weekday - weekday_of(first), 7));
  if (nth == 0) {
    return found + (next_month - 1 - found) / 7 * 7;
  }
  const core::Day day = found + 7 * (nth - 1);
  return day < next_month ? std::optional(day) : std::nullopt;
}

}  // namespace

// The words of a rule, one after the other.
class DayRule::Words {
 public:
  explicit Words(std::string_view text) : text_(text), rest_(text) {}

  bool empty() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
    return rest_.empty();
  }

  std::string_view next() {
    word_ = empty() ? std::string_view{} : rest_.substr(0, rest_.find(' '));
    rest_.remove_prefix(word_.size());
    return word_;
  }

  int next_year() {
    const auto year = number(next());
    return year && *year > 0 && *year < 10'000 ? *year : fail<int>("a year");
  }

  template <std::size_t n>
  int next_of(const std::array<std::string_view, n>& names, const char* expected) {
    const auto index = index_in(names, next());
    return index ? *index : fail<int>(expected);
  }

  // About the word that next() gave last.
  template <class T>
  [[noreturn]] T fail(const char* expected) const {
    const std::string found = word_.empty() ? "its end" : fmt::format("'{}'", word_);
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{"", fmt::format("the rule '{}': expected {}, found {}", text_, expected, found),
                    "rules read like '3rd monday of january', '12-25 saturday-1 sunday+1', "
                    "'easter -2 from 2000' or '2012-10-29'"});
  }

 private:
  std::string_view text_;
  std::string_view rest_;
  std::string_view word_;
};

DayRule::DayRule(std::string_view text) {
  Words words(text);
  read_base(words);
  while (!words.empty()) {
    read_modifier(words);
  }
}

void DayRule::read_base(Words& words) {
  const std::string_view word = words.next();
  if (word == "easter") {
    base_ = Easter{};
  } else if (const auto nth = index_in(kNths, word)) {
    const int weekday = words.next_of(kWeekdays, "a weekday");
    if (words.next() != "of") {
      words.fail<void>("'of'");
    }
    const int month = words.next_of(kMonths, "a month");
    base_ = NthWeekday{*nth, weekday, static_cast<unsigned>(month + 1)};
  } else if (const auto date = core::parse_utc(word); date && word.size() == 10) {
    base_ = OneDate{day_of(*date)};
  } else if (core::parse_utc("2000-" + std::string(word)) && word.size() == 5) {
    base_ = FixedDate{static_cast<unsigned>(*number(word.substr(0, 2))),
                      static_cast<unsigned>(*number(word.substr(3)))};
  } else {
    words.fail<void>("a day such as 12-25, 2012-10-29, '3rd monday of january' or easter");
  }
}

void DayRule::read_modifier(Words& words) {
  const std::string_view word = words.next();
  const std::size_t sign = std::min(word.find_first_of("+-"), word.size());
  const auto days = number(word.substr(sign));
  if (word == "from") {
    first_year_ = words.next_year();
  } else if (word == "until") {
    last_year_ = words.next_year();
  } else if (word == "except") {
    except_.push_back(words.next_year());
  } else if (word == "on") {
    const std::string_view span = words.next();
    const std::size_t dots = std::min(span.find(".."), span.size());
    const auto first = index_in(kWeekdays, span.substr(0, dots));
    const auto last = dots < span.size() ? index_in(kWeekdays, span.substr(dots + 2)) : first;
    if (!first || !last || *first > *last) {
      words.fail<void>("weekdays such as monday..thursday");
    }
    for (int day = 0; day < 7; ++day) {
      on_[static_cast<std::size_t>(day)] = day >= *first && day <= *last;
    }
  } else if (const auto weekday = index_in(kWeekdays, word.substr(0, sign)); weekday && days) {
    moves_[static_cast<std::size_t>(*weekday)] = *days;
  } else if (sign == 0 && days) {
    shift_ += *days;
  } else {
    words.fail<void>("+1, -2, saturday-1, on monday..thursday, from, until or except");
  }
}

std::optional<core::Day> DayRule::base_in(int year) const {
  struct Visitor {
    int year;

    std::optional<core::Day> operator()(const FixedDate& fixed) const {
      const auto civil =
          date::year{year} / static_cast<int>(fixed.month) / static_cast<int>(fixed.day);
      return civil.ok() ? std::optional(day_number(civil)) : std::nullopt;  // 02-29
    }

    std::optional<core::Day> operator()(const NthWeekday& rule) const {
      return nth_weekday(rule.nth, rule.weekday, date::year{year} / static_cast<int>(rule.month));
    }

    std::optional<core::Day> operator()(Easter) const { return easter_sunday(year); }

    std::optional<core::Day> operator()(const OneDate& date) const {
      const date::year_month_day civil{date::sys_days{date::days{date.day}}};
      return static_cast<int>(civil.year()) == year ? std::optional(date.day) : std::nullopt;
    }
  };

  return std::visit(Visitor{year}, base_);
}

std::optional<core::Day> DayRule::one_date() const {
  const auto* const date = std::get_if<OneDate>(&base_);
  return date != nullptr ? std::optional(date->day) : std::nullopt;
}

bool DayRule::holds_in(int year) const {
  return year >= first_year_ && year <= last_year_ &&
         std::find(except_.begin(), except_.end(), year) == except_.end();
}

std::optional<core::Day> DayRule::in(int year) const {
  const auto base = holds_in(year) ? base_in(year) : std::nullopt;
  if (!base) {
    return std::nullopt;
  }
  const core::Day shifted = *base + shift_;
  const auto weekday = static_cast<std::size_t>(weekday_of(shifted));
  return on_[weekday] ? std::optional(shifted + moves_[weekday]) : std::nullopt;
}

}  // namespace barometer::calendar
