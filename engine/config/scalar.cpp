// SPDX-License-Identifier: Apache-2.0
#include "config/scalar.hpp"

#include "core/bar_size.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace barometer::config {

namespace {

constexpr std::string_view kDigits = "0123456789";

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos;
}

// -?(0|[1-9][0-9]*)(\.[0-9]+)?
bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const bool whole_good = all_digits(whole) && (whole.size() == 1 || whole.front() != '0');
  return whole_good && (point == std::string_view::npos || all_digits(text.substr(point + 1)));
}

bool is_exponent(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) {
    text.remove_prefix(1);
  }
  return all_digits(text) && text.size() <= 5;
}

// The nearest double. Libraries differ in how they report underflow, so the digits decide.
std::optional<double> parse_double(std::string_view text) {
  double value = 0;
  const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view mantissa = text.substr(0, text.find_first_of("eE"));
  const bool vanished = value == 0 && mantissa.find_first_of("123456789") != std::string_view::npos;
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) ||
      vanished) {
    return std::nullopt;
  }
  return value;
}

// decimal x 10^exponent, rounded once: "5" bps is exactly the double nearest to 0.0005.
std::optional<double> read_scaled(std::string_view decimal, int exponent) {
  return is_decimal(decimal) ? parse_double(fmt::format("{}e{}", decimal, exponent)) : std::nullopt;
}

struct Quantity {
  std::string_view decimal;
  std::string_view unit;
};

Quantity split(std::string_view text) {
  const std::size_t unit = std::min(text.find_first_not_of("-.0123456789"), text.size());
  return {text.substr(0, unit), text.substr(unit)};
}

struct DurationUnit {
  std::string_view name;
  int decimal_exponent;  // nanoseconds = value x 10^decimal_exponent x factor
  std::int64_t factor;
};

constexpr std::array<DurationUnit, 7> kDurationUnits{{{"d", 9, 86'400},
                                                      {"h", 9, 3'600},
                                                      {"min", 9, 60},
                                                      {"s", 9, 1},
                                                      {"ms", 6, 1},
                                                      {"us", 3, 1},
                                                      {"ns", 0, 1}}};

std::int64_t nanoseconds(const DurationUnit& unit) {
  std::int64_t size = unit.factor;
  for (int i = 0; i < unit.decimal_exponent; ++i) {
    size *= 10;
  }
  return size;
}

std::optional<core::Duration> in_unit(std::string_view decimal, const DurationUnit& unit) {
  constexpr double kExactWhole = 9'007'199'254'740'992.0;  // 2^53
  const auto scaled = read_scaled(decimal, unit.decimal_exponent);
  if (!scaled || std::abs(*scaled) > kExactWhole || *scaled != std::floor(*scaled)) {
    return std::nullopt;
  }
  core::Duration product = 0;
  if (__builtin_mul_overflow(static_cast<std::int64_t>(*scaled), unit.factor, &product)) {
    return std::nullopt;
  }
  return product;
}

}  // namespace

std::optional<std::int64_t> read_integer(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  if (!is_decimal(text) || text.find('.') != std::string_view::npos) {
    return std::nullopt;
  }
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && rest == end ? std::optional{value} : std::nullopt;
}

std::optional<double> read_number(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  const bool good = is_decimal(text.substr(0, exponent)) &&
                    (exponent == std::string_view::npos || is_exponent(text.substr(exponent + 1)));
  return good ? parse_double(text) : std::nullopt;
}

std::optional<bool> read_boolean(std::string_view text) {
  return text == "true"    ? std::optional{true}
         : text == "false" ? std::optional{false}
                           : std::nullopt;
}

std::optional<double> read_fraction(std::string_view text) {
  const auto [decimal, unit] = split(text);
  if (unit == "%") {
    return read_scaled(decimal, -2);
  }
  return unit == "bps" ? read_scaled(decimal, -4) : read_number(text);
}

std::optional<core::Duration> read_duration(std::string_view text) {
  const auto [decimal, name] = split(text);
  for (const DurationUnit& unit : kDurationUnits) {
    if (name == unit.name) {
      return in_unit(decimal, unit);
    }
  }
  return std::nullopt;
}

std::optional<core::Duration> read_bar_size(std::string_view text) {
  return text == "1w"    ? std::optional{core::kWeek}
         : text == "1mo" ? std::optional{core::kMonth}
                         : read_duration(text);
}

std::string write_number(double value) {
  return fmt::format("{}", value);
}

std::string write_duration(core::Duration duration) {
  for (const DurationUnit& unit : kDurationUnits) {
    const std::int64_t size = nanoseconds(unit);
    if (duration != 0 && duration % size == 0) {
      return fmt::format("{}{}", duration / size, unit.name);
    }
  }
  return "0s";
}

std::string write_bar_size(core::Duration bar) {
  const bool named = bar == core::kWeek || bar == core::kMonth;
  return named ? core::format_bar_size(bar) : write_duration(bar);
}

}  // namespace barometer::config
