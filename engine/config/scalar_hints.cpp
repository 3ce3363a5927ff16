// SPDX-License-Identifier: Apache-2.0
#include "config/scalar_hints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <utility>

#include "config/scalar.hpp"
#include "core/date_fault.hpp"
#include "core/timestamp.hpp"

namespace barometer::config {

namespace {

constexpr std::size_t kLongest = 40;  // longer texts are no slips of a scalar

using Words = std::pair<std::string_view, std::string_view>;

std::string did_you_mean(std::string_view text) {
  return fmt::format("did you mean {}?", text);
}

std::string without(std::string_view text, std::string_view characters) {
  std::string rest(text);
  std::erase_if(rest, [&](char c) { return characters.find(c) != characters.npos; });
  return rest;
}

std::string small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

bool replace_all(std::string& text, std::string_view from, std::string_view to) {
  bool any = false;
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    any = true;
  }
  return any;
}

// "1,5" has a decimal comma; in "1,500" or "1,500,000" nobody knows but the writer, and thousands
// are the likelier.
bool has_decimal_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == text.npos || text.find(',', comma + 1) != text.npos) {
    return false;
  }
  return std::min(text.find_first_not_of("0123456789", comma + 1), text.size()) != comma + 4;
}

// The number of a text with separators, currency signs and a factor behind it.
std::optional<double> loose_number(std::string_view text) {
  std::string digits = without(text, "_ '$");
  if (has_decimal_comma(digits)) {
    std::ranges::replace(digits, ',', '.');
  }
  digits = without(digits, ",");
  double factor = 1;
  if (!digits.empty() && digits.back() != '.') {
    const char last = static_cast<char>(std::tolower(static_cast<unsigned char>(digits.back())));
    factor = last == 'k' ? 1e3 : last == 'm' ? 1e6 : 1;
    digits.resize(digits.size() - (factor == 1 ? 0 : 1));
  }
  const auto number = read_number(digits);
  return number ? std::optional(*number * factor) : std::nullopt;
}

// A unit's name as the schema writes it; empty for one that it does not know.
std::string_view unit_of(std::string_view word) {
  constexpr std::array<Words, 18> kUnits{{{"d", "d"},
                                          {"day", "d"},
                                          {"days", "d"},
                                          {"h", "h"},
                                          {"hr", "h"},
                                          {"hour", "h"},
                                          {"hours", "h"},
                                          {"m", "min"},
                                          {"t", "min"},
                                          {"min", "min"},
                                          {"mins", "min"},
                                          {"minute", "min"},
                                          {"minutes", "min"},
                                          {"s", "s"},
                                          {"sec", "s"},
                                          {"second", "s"},
                                          {"seconds", "s"},
                                          {"ms", "ms"}}};
  const auto found = std::ranges::find(kUnits, word, &Words::first);
  return found == kUnits.end() ? std::string_view() : found->second;
}

std::string_view period_of(std::string_view word) {
  constexpr std::array<Words, 4> kPeriods{
      {{"daily", "1d"}, {"hourly", "1h"}, {"minutely", "1min"}, {"minute", "1min"}}};
  const auto found = std::ranges::find(kPeriods, word, &Words::first);
  return found == kPeriods.end() ? std::string_view() : found->second;
}

// A capital M is a month elsewhere.
bool is_in_months(std::string_view text, const std::string& small) {
  return text.ends_with('M') || small.find("mo") != small.npos;
}

// "1w", "weekly", "2weeks".
bool is_in_weeks(std::string_view small) {
  constexpr std::array<std::string_view, 5> kWords{"w", "wk", "week", "weeks", "weekly"};
  const std::size_t digits = std::min(small.find_first_not_of("0123456789"), small.size());
  return std::ranges::find(kWords, small.substr(digits)) != kWords.end();
}

// Where a value begins with { and does not end with }: "path: {symbol}.csv" is no group of keys.
bool begins_with_brace(std::string_view line) {
  for (std::size_t open = line.find(": {"); open != line.npos; open = line.find(": {", open + 1)) {
    const std::string_view inside = line.substr(open + 3);
    const std::size_t close = inside.find_first_of("{}:,\" ");
    const bool word = close != 0 && close != inside.npos && inside[close] == '}';
    if (word && close + 1 < inside.size() &&
        std::string_view(",} #").find(inside[close + 1]) == std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view other_key(std::string_view key) {
  constexpr std::array<Words, 22> kMeant{
      {{"fee", "commission"},    {"fees", "commission"}, {"costs", "commission"},
       {"start", "from"},        {"start_date", "from"}, {"begin", "from"},
       {"since", "from"},        {"end", "to"},          {"end_date", "to"},
       {"until", "to"},          {"name", "plugin"},     {"class", "plugin"},
       {"parameters", "params"}, {"ticker", "symbols"},  {"tickers", "symbols"},
       {"universe", "symbols"},  {"timeframe", "bar"},   {"interval", "bar"},
       {"exchange", "venue"},    {"capital", "cash"},    {"initial_cash", "cash"},
       {"timezone", "zone"}}};
  const auto found = std::ranges::find(kMeant, small_letters(key), &Words::first);
  return found == kMeant.end() ? std::string_view() : found->second;
}

std::string venue_hint(std::string_view text) {
  constexpr std::array<Words, 13> kMeant{{{"nyse", "us_equity"},
                                          {"xnys", "us_equity"},
                                          {"nasdaq", "us_equity"},
                                          {"xnas", "us_equity"},
                                          {"amex", "us_equity"},
                                          {"arca", "us_equity"},
                                          {"us", "us_equity"},
                                          {"crypto", "24x7"},
                                          {"24/7", "24x7"},
                                          {"binance", "24x7"},
                                          {"coinbase", "24x7"},
                                          {"forex", "fx"},
                                          {"currency", "fx"}}};
  const auto found = std::ranges::find(kMeant, small_letters(text), &Words::first);
  return found == kMeant.end() ? "" : did_you_mean(found->second);
}

std::string commission_hint(std::string_view text) {
  const auto amount = text.size() <= kLongest ? loose_number(text) : std::nullopt;
  const bool money = amount && *amount > 0 && text.find('%') == text.npos;
  return money
             ? fmt::format("an amount of money is written {{per_order: {0}}} or {{per_share: {0}}}",
                           write_number(*amount))
             : "";
}

std::string number_hint(std::string_view text) {
  const auto number = text.size() <= kLongest ? loose_number(text) : std::nullopt;
  return number && !read_number(text) ? did_you_mean(write_number(*number)) : "";
}

std::string integer_hint(std::string_view text) {
  const auto number = text.size() <= kLongest ? loose_number(text) : std::nullopt;
  const bool whole = number && std::nearbyint(*number) == *number;
  return whole && !read_integer(text) ? did_you_mean(write_number(*number)) : "";
}

std::string fraction_hint(std::string_view text) {
  if (text.size() > kLongest || read_fraction(text)) {
    return "";
  }
  std::string plain = small_letters(without(text, " "));
  std::ranges::replace(plain, ',', '.');
  if (plain.ends_with("bp")) {
    plain += 's';
  }
  return read_fraction(plain) ? did_you_mean(plain) : "";
}

std::string meant_duration(std::string_view text) {
  const std::string small = small_letters(without(text, " _"));
  if (text.size() > kLongest || read_duration(text) || is_in_months(text, small) ||
      is_in_weeks(small)) {
    return "";
  }
  if (const std::string_view period = period_of(small); !period.empty()) {
    return std::string(period);
  }
  const std::size_t digits = std::min(small.find_first_not_of("0123456789."), small.size());
  const std::string count = digits == 0 ? "1" : small.substr(0, digits);
  const std::string meant = count + std::string(unit_of(small.substr(digits)));
  return read_duration(meant) ? meant : "";
}

std::string duration_hint(std::string_view text) {
  if (text.size() > kLongest || read_duration(text)) {
    return "";
  }
  const std::string small = small_letters(without(text, " _"));
  if (is_in_months(text, small)) {
    return "a month is no duration: write it in days";
  }
  if (is_in_weeks(small)) {
    return "a week is written 7d";
  }
  if (!small.empty() && small.find_first_not_of("0123456789.") == small.npos) {
    return fmt::format("say the unit: {0}s, {0}min or {0}h", small);
  }
  const std::string meant = meant_duration(text);
  return meant.empty() ? "" : did_you_mean(meant);
}

std::string bar_size_hint(std::string_view text) {
  if (text.size() > kLongest || read_bar_size(text)) {
    return "";
  }
  const std::string small = small_letters(without(text, " _"));
  const bool one = small.find_first_of("023456789") == small.npos;
  const char* const size = is_in_months(text, small) ? "1mo" : is_in_weeks(small) ? "1w" : nullptr;
  if (size == nullptr) {
    return duration_hint(text);
  }
  return one ? did_you_mean(size) : "above a day a bar is 1w or 1mo";
}

std::string timestamp_hint(std::string_view text) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    return std::string(text.substr(at, count));
  };
  std::string iso;
  if (text.size() == 4) {
    iso = digits(0, 4) + "-01-01";
  } else if (text.size() == 8) {
    iso = digits(0, 4) + "-" + digits(4, 2) + "-" + digits(6, 2);
  } else if (text.size() == 10 && text[2] == '.') {
    iso = digits(6, 4) + "-" + digits(3, 2) + "-" + digits(0, 2);
  } else if (text.size() == 10 && text[2] == '/') {
    iso = digits(6, 4) + "-" + digits(0, 2) + "-" + digits(3, 2);
  }
  return core::parse_utc(iso) ? did_you_mean(iso) : core::date_fault(text);
}

std::string pattern_hint(std::string_view text) {
  constexpr std::array<Words, 12> kFields{{{"YYYY", "%Y"},
                                           {"yyyy", "%Y"},
                                           {"MM", "%m"},
                                           {"DD", "%d"},
                                           {"dd", "%d"},
                                           {"HH", "%H"},
                                           {"hh", "%H"},
                                           {"mm", "%M"},
                                           {"SS", "%S"},
                                           {"ss", "%S"},
                                           {"mi", "%M"},
                                           {"T", "T"}}};
  if (text.size() > kLongest) {
    return "";
  }
  std::string pattern(text);
  bool year = false;
  for (const auto& [from, to] : kFields) {
    year |= replace_all(pattern, from, to) && to == "%Y";
  }
  return year ? did_you_mean("\"" + pattern + "\"") : "";
}

namespace {

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

// "bar:1d" and "bar = 1d" are texts to YAML, which fails at the line behind them.
std::string key_hint(std::string_view line) {
  const std::string_view text = line.substr(indent_of(line));
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
  if (end == text.npos || end == 0) {
    return "";
  }
  const std::string_view key = text.substr(0, end);
  const std::string_view rest = text.substr(end);
  if (rest.starts_with(':') && rest.size() > 1 && rest[1] != ' ' && rest[1] != '\r') {
    return fmt::format("write a blank behind the colon: {}: {}", key, rest.substr(1));
  }
  const std::size_t sign = rest.find_first_not_of(' ');
  return sign != rest.npos && rest[sign] == '=' ? fmt::format("write {}: and the value", key) : "";
}

// What one line alone does not show.
std::string layout_hint(std::string_view line, std::string_view previous) {
  if (line.find("\xc2\xa0") != line.npos || previous.find("\xc2\xa0") != previous.npos) {
    return "there is a no-break blank: indent with plain ones";
  }
  if (line.find(": >") != line.npos || line.find(": <") != line.npos) {
    return "put a comparison in quotes: '> 90'";
  }
  if (const std::string hint = key_hint(previous); !hint.empty()) {
    return "in the line before, " + hint;
  }
  if (const std::string hint = key_hint(line); !hint.empty()) {
    return hint;
  }
  const std::size_t here = indent_of(line);
  const std::size_t before = indent_of(previous);
  if (previous.substr(before).starts_with("- ") && here == before) {
    return "an entry of a list goes on below its first key: indent it by two more, or remove the -";
  }
  const bool key_before = previous.find(": ") != previous.npos;
  return here == before || !key_before
             ? ""
             : fmt::format(
                   "keys of one group are indented alike: here are {} blanks, {} in the "
                   "line before",
                   here, before);
}

}  // namespace

std::string yaml_hint(std::string_view line, std::string_view previous) {
  for (const std::string_view each : {line, previous}) {
    const std::string_view indent =
        each.substr(0, std::min(each.find_first_not_of(" \t"), each.size()));
    if (indent.find('\t') != indent.npos) {
      return "indent with spaces; YAML takes no tabs";
    }
  }
  for (const std::string_view each : {line, previous}) {
    if (each.find(": ${") != each.npos || each.find(", ${") != each.npos) {
      return "put a value with ${NAME} in quotes inside { } or [ ]: {dir: \"${HOME}/runs\"}";
    }
    const bool symbol = each.find("{symbol}") != each.npos && each.find('"') == each.npos;
    if (symbol || begins_with_brace(each)) {
      return "put a value that begins with { in quotes: \"{symbol}.csv\"";
    }
    if (each.find(": %") != each.npos) {
      return "put a value that begins with % in quotes: \"%Y-%m-%d\"";
    }
  }
  return layout_hint(line, previous);
}

}  // namespace barometer::config
