// SPDX-License-Identifier: Apache-2.0
#include "sniffer/number_shape.hpp"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "data/number_marks.hpp"

namespace barometer::sniffer {

namespace {

constexpr std::string_view kMarks = ".,'_ ";
constexpr std::size_t kGroup = 3;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool may_be_currency(std::string_view text) {
  constexpr std::array<std::string_view, 9> kSigns{
      "$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", "USD", "EUR", "GBP", "USDT", "CHF"};
  return std::ranges::find(kSigns, text) != kSigns.end();
}

// Takes a sign of a currency off either end; false where something else stands there.
bool take_currency(std::string_view& rest, std::string& currency) {
  const std::size_t begin = rest.find_first_of("0123456789.");
  const std::size_t end = rest.find_last_of("0123456789.");
  if (begin == rest.npos) {
    return false;
  }
  const std::string_view before = core::trimmed(rest.substr(0, begin));
  const std::string_view behind = core::trimmed(rest.substr(end + 1));
  rest = rest.substr(begin, end + 1 - begin);
  currency = before.empty() ? behind : before;
  return (before.empty() || behind.empty()) && (currency.empty() || may_be_currency(currency));
}

// The exponent's digits are no part of any group.
bool take_exponent(std::string_view& rest) {
  const std::size_t at = rest.find_first_of("eE");
  if (at == rest.npos) {
    return true;
  }
  std::string_view digits = rest.substr(at + 1);
  if (digits.starts_with('+') || digits.starts_with('-')) {
    digits.remove_prefix(1);
  }
  rest = rest.substr(0, at);
  return !digits.empty() && std::ranges::all_of(digits, is_digit);
}

// The marks and the digits between them.
std::optional<NumberShape> shape_of_digits(std::string_view text) {
  NumberShape shape;
  const std::size_t first = std::min(text.find_first_of(kMarks), text.size());
  shape.zero_before = text.substr(0, first) == "0" || first == 0;
  shape.three_behind = first < text.size();
  for (std::size_t at = first; at < text.size();) {
    const char mark = text[at];
    const std::size_t next = std::min(text.find_first_of(kMarks, at + 1), text.size());
    const std::size_t digits = next - at - 1;
    if (shape.mark == '\0' || (mark == shape.mark && shape.second == '\0')) {
      shape.mark = mark;
      ++shape.marks;
      shape.three_behind = shape.three_behind && digits == kGroup;
    } else if (shape.second == '\0' && next == text.size()) {
      shape.second = mark;
    } else {
      return std::nullopt;
    }
    at = next;
  }
  const bool only_groups = shape.mark != '.' && shape.mark != ',' && shape.mark != '\0';
  const bool groups = shape.three_behind && first <= kGroup && first > 0;
  return (only_groups || shape.marks > 1 || shape.second != '\0') && !groups ? std::nullopt
                                                                             : std::optional(shape);
}

// A currency pair's 91.715 is written so far more often than 91,715 pieces of one.
bool is_decimal_for_sure(const NumberShape& shape) {
  return shape.marks == 1 && (!shape.three_behind || shape.zero_before);
}

char other_mark(char mark) {
  return mark == '.' ? ',' : '.';
}

// Three digits stand behind every mark: a point is the decimal mark, a comma may be either unless
// small numbers go without it.
void decide_alone(char alone, bool some_without, MarksFound& found) {
  if (alone == ',') {
    found.other = {',', '\0', found.marks.currency};
    found.marks.thousands = ',';
    found.clear = some_without;
  } else if (alone != '\0' && alone != '.') {
    found.marks.thousands = alone;
  }
}

}  // namespace

std::optional<NumberShape> number_shape(std::string_view cell) {
  std::string_view rest = core::trimmed(cell);
  if (rest.starts_with('-') || rest.starts_with('+')) {
    rest.remove_prefix(1);
  }
  std::string currency;
  if (!take_currency(rest, currency) || !take_exponent(rest)) {
    return std::nullopt;
  }
  const auto known = [](char c) { return is_digit(c) || kMarks.find(c) != kMarks.npos; };
  if (!std::ranges::all_of(rest, known) || !std::ranges::any_of(rest, is_digit)) {
    return std::nullopt;
  }
  auto shape = shape_of_digits(rest);
  if (shape) {
    shape->currency = currency;
  }
  return shape;
}

MarksFound marks_of(const std::vector<std::string_view>& cells) {
  MarksFound found;
  char alone = '\0';  // a mark with three digits behind it, which may be either
  bool some_without = false;
  for (const std::string_view cell : cells) {
    const auto shape = number_shape(cell);
    if (!shape) {
      continue;
    }
    if (!shape->currency.empty()) {
      found.marks.currency = shape->currency;
    }
    if (shape->second != '\0' || shape->marks > 1) {
      const char decimal = shape->second != '\0' ? shape->second : other_mark(shape->mark);
      return {{decimal, shape->mark, found.marks.currency}};
    }
    if (is_decimal_for_sure(*shape)) {
      return {{shape->mark, '\0', found.marks.currency}};
    }
    alone = shape->mark != '\0' ? shape->mark : alone;
    some_without = some_without || shape->mark == '\0';
  }
  decide_alone(alone, some_without, found);
  return found;
}

std::optional<double> number_by(std::string_view cell, const config::NumberMarks& marks) {
  const std::string text = data::plain_number_text(core::trimmed(cell), marks);
  double value = 0;
  const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty()
             ? std::optional(value)
             : std::nullopt;
}

}  // namespace barometer::sniffer
