// SPDX-License-Identifier: Apache-2.0
#include "data/number_marks.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace barometer::data {

namespace {

constexpr std::size_t kGroup = 3;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "1.234.567" with '.' becomes "1234567"; false where the groups are no thousands.
bool add_whole(std::string_view whole, char thousands, std::string& plain) {
  const std::size_t first = thousands == '\0' ? whole.npos : whole.find(thousands);
  if (first == whole.npos) {
    plain += whole;
    return true;
  }
  if (first == 0 || first > kGroup) {
    return false;
  }
  plain += whole.substr(0, first);
  for (std::size_t at = first; at < whole.size(); at += kGroup + 1) {
    const std::string_view group = whole.substr(at + 1, kGroup);
    if (whole[at] != thousands || group.size() != kGroup || !std::ranges::all_of(group, is_digit)) {
      return false;
    }
    plain += group;
  }
  return true;
}

}  // namespace

std::string plain_number_text(std::string_view cell, const config::NumberMarks& marks) {
  std::string plain;
  std::string_view rest = cell;
  if (rest.starts_with('-')) {
    plain += '-';
    rest.remove_prefix(1);
  }
  if (marks.currency && rest.starts_with(*marks.currency)) {
    rest.remove_prefix(marks.currency->size());
  } else if (marks.currency && rest.ends_with(*marks.currency)) {
    rest.remove_suffix(marks.currency->size());
  }
  rest = core::trimmed(rest);
  const std::size_t point = rest.find(marks.decimal);
  if (rest.empty() || !add_whole(rest.substr(0, point), marks.thousands, plain)) {
    return {};
  }
  if (point != rest.npos) {
    const std::string_view behind = rest.substr(point + 1);
    if (behind.find_first_not_of("0123456789eE+-") != behind.npos) {
      return {};
    }
    plain += '.';
    plain += behind;
  }
  // A point that was no decimal mark would be read as one.
  const bool stray = marks.decimal != '.' && std::ranges::count(plain, '.') > (point != rest.npos);
  return stray ? std::string() : plain;
}

}  // namespace barometer::data
