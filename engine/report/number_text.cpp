// SPDX-License-Identifier: Apache-2.0
#include "report/number_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "core/thousands.hpp"

namespace barometer::report {

namespace {

constexpr const char* kUndefined = "n/a";

bool defined(std::optional<double> value) {
  return value && std::isfinite(*value);
}

int decimals_of_percent(double percent) {
  const double size = std::abs(percent);
  return size < 9.995 ? 2 : size < 999.5 ? 1 : 0;
}

// Three significant digits.
std::string three_digits(double value) {
  return fmt::format("{:.{}f}", value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

}  // namespace

std::string grouped(std::int64_t value) {
  return core::with_thousands(std::to_string(value));
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

std::string fixed(std::optional<double> value, int decimals) {
  if (!defined(value)) {
    return kUndefined;
  }
  std::string digits = fmt::format("{:.{}f}", *value, decimals);
  if (digits.starts_with('-') && digits.find_first_of("123456789") == std::string::npos) {
    digits.erase(0, 1);
  }
  return core::with_thousands(std::move(digits));
}

std::string gain(std::optional<double> value, int decimals) {
  const std::string digits = fixed(value, decimals);
  const bool shows = digits.find_first_of("123456789") != std::string::npos;
  return shows && *value > 0 ? "+" + digits : digits;
}

std::string percent(std::optional<double> fraction) {
  return defined(fraction) ? fixed(*fraction * 100, 1) + " %" : kUndefined;
}

std::string gain_percent(std::optional<double> fraction) {
  if (!defined(fraction)) {
    return kUndefined;
  }
  return gain(*fraction * 100, decimals_of_percent(*fraction * 100)) + " %";
}

std::string nanoseconds(std::optional<double> nanoseconds) {
  if (!defined(nanoseconds)) {
    return kUndefined;
  }
  static constexpr std::array<const char*, 4> kUnits{"ns", "us", "ms", "s"};
  double value = *nanoseconds;
  std::size_t unit = 0;
  for (; value >= 999.5 && unit + 1 < kUnits.size(); ++unit) {
    value /= 1000;
  }
  return three_digits(value) + " " + kUnits[unit];
}

std::string rounded_count(double value) {
  if (!std::isfinite(value)) {
    return kUndefined;
  }
  if (value >= 999'500) {
    return three_digits(value / 1e6) + " million";
  }
  return value >= 9'999.5 ? three_digits(value / 1e3) + " thousand" : fixed(value, 0);
}

}  // namespace barometer::report
