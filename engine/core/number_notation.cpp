// SPDX-License-Identifier: Apache-2.0
#include "core/number_notation.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.hpp"

namespace barometer::core {

namespace {

// In UTF-8: pound, yen, cent and the general sign of currency; euro, rupee and their block; the
// blanks and apostrophes that separate thousands.
constexpr std::array<std::string_view, 6> kSigns{"\xc2\xa2", "\xc2\xa3", "\xc2\xa4",
                                                 "\xc2\xa5", "\xc2\xa0", "\xe2\x82"};
constexpr std::string_view kPunctuation = "\xe2\x80";  // blanks and apostrophes of three bytes

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Takes known signs out; what has another byte beyond ASCII keeps it.
std::string without_signs(std::string_view text) {
  std::string rest;
  while (!text.empty()) {
    const bool long_sign = text.starts_with(kSigns.back()) || text.starts_with(kPunctuation);
    const bool short_sign =
        std::ranges::any_of(kSigns, [&](std::string_view sign) { return text.starts_with(sign); });
    const std::size_t length = long_sign ? 3 : short_sign ? 2 : 1;
    if (length == 1) {
      rest += text.front();
    }
    text.remove_prefix(std::min(length, text.size()));
  }
  return rest;
}

// The length of a currency code (three capitals), or of k, M, B or another unit of one letter, at
// the end of the text.
std::size_t unit_at_end(std::string_view text) {
  const auto last = std::find_if_not(text.rbegin(), text.rend(), is_letter);
  const auto letters = static_cast<std::size_t>(last - text.rbegin());
  const std::string_view unit = text.substr(text.size() - letters);
  const bool code =
      letters == 3 && std::ranges::all_of(unit, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool scale = letters == 1 && std::string_view("kKmMbB").find(unit) != unit.npos;
  return code || scale ? letters : 0;
}

// Blanks inside of a number separate thousands or nothing that is known.
bool blanks_part_thousands(std::string_view number) {
  for (std::size_t at = number.find(' '); at != number.npos; at = number.find(' ', at + 1)) {
    const std::size_t end = std::min(number.find_first_not_of("0123456789", at + 1), number.size());
    if (end - at != 4) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_other_notation(std::string_view text) {
  const std::string plain = without_signs(text);
  std::string_view rest = plain;
  rest.remove_suffix(unit_at_end(rest));
  const std::string start(plain.rbegin(), plain.rend());
  if (rest.size() > 3 && unit_at_end(std::string_view(start)) == 3) {
    rest.remove_prefix(3);
  }
  rest = trimmed(rest);
  const bool has_digit = rest.find_first_of("0123456789") != rest.npos;
  const bool has_no_other = rest.find_first_not_of("0123456789.,'+-$% ") == rest.npos;
  const bool changed = rest.size() < text.size() || rest.starts_with('+') ||
                       rest.find_first_of(",'$% ") != rest.npos;
  return has_digit && has_no_other && changed && blanks_part_thousands(rest);
}

}  // namespace barometer::core
