// SPDX-License-Identifier: Apache-2.0
#include "chart/scale.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "core/timestamp.hpp"

namespace barometer::chart {

namespace {

constexpr std::size_t kFewestTicks = 3;
constexpr int kMostDigits = 12;        // sums and products of steps carry noise behind these
constexpr double kLeastInside = 1e-4;  // of a range, as a share of its values

// The smallest of 1, 2, 5 x 10^k that is at least `rough`.
double nice_step(double rough) {
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough * (1 - 1e-9)) {
      return factor * power;
    }
  }
  return 10 * power;
}

std::vector<double> linear_places(double low, double high, int wanted) {
  for (int parts = wanted;; ++parts) {
    const double step = nice_step((high - low) / parts);
    std::vector<double> places;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k) {
      places.push_back(k == 0 ? 0.0 : k * step);  // -0 would be labelled so
    }
    if (places.size() >= kFewestTicks) {
      return places;
    }
  }
}

// Significant digits with which the labels of places differ.
int digits_for(const std::vector<double>& places) {
  double largest = 0;
  double step = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < places.size(); ++i) {
    largest = std::max(largest, std::abs(places[i]));
    step = i == 0 ? step : std::min(step, places[i] - places[i - 1]);
  }
  const double ratio = largest / step;
  return std::isfinite(ratio) && ratio > 1
             ? std::min(static_cast<int>(std::ceil(std::log10(ratio))) + 1, kMostDigits)
             : 1;
}

std::vector<double> powers(double low, double high, std::span<const double> factors) {
  std::vector<double> places;
  for (double k = std::floor(std::log10(low)); std::pow(10.0, k) <= high * (1 + 1e-9); ++k) {
    for (const double factor : factors) {
      const double value = factor * std::pow(10.0, k);
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
        places.push_back(value);
      }
    }
  }
  return places;
}

std::vector<double> logarithmic_places(double low, double high, int wanted) {
  static constexpr std::array kTens{1.0};
  static constexpr std::array kHalves{1.0, 2.0, 5.0};
  const std::vector<double> tens = powers(low, high, kTens);
  const int count = static_cast<int>(tens.size());
  if (tens.size() < kFewestTicks) {
    std::vector<double> halves = powers(low, high, kHalves);
    return halves.size() < kFewestTicks ? linear_places(low, high, wanted) : halves;
  }
  const int stride = std::clamp(count / wanted, 1, (count - 1) / 2);
  std::vector<double> places;
  for (int i = 0; i < count; i += stride) {
    places.push_back(tens[static_cast<std::size_t>(i)]);
  }
  return places;
}

std::vector<Tick> month_ticks(double low, double high, int months) {
  using namespace date;
  const auto first = floor<days>(
      sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(static_cast<std::int64_t>(low))));
  const year_month_day day{first};
  year_month month = day.year() / January;
  std::vector<Tick> ticks;
  for (;; month += date::months{months}) {
    const sys_days start{month / 1};
    const auto at =
        static_cast<double>(start.time_since_epoch().count()) * static_cast<double>(core::kDay);
    if (at > high) {
      return ticks;
    }
    if (at >= low) {
      ticks.push_back({at, months % 12 == 0
                               ? core::format_date(static_cast<core::Timestamp>(at)).substr(0, 4)
                               : core::format_date(static_cast<core::Timestamp>(at)).substr(0, 7)});
    }
  }
}

std::vector<Tick> clock_ticks(double low, double high, core::Duration step) {
  const auto width = static_cast<double>(step);
  std::vector<Tick> ticks;
  for (double at = std::ceil(low / width) * width; at <= high; at += width) {
    const std::string text =
        core::format_utc(static_cast<core::Timestamp>(at));  // 2024-03-31T10:00:00Z
    ticks.push_back({at, step >= core::kDay      ? text.substr(0, 10)
                         : step >= core::kMinute ? text.substr(5, 5) + " " + text.substr(11, 5)
                                                 : text.substr(11, 8)});
  }
  return ticks;
}

// From fine to coarse; those of months behind those of the clock.
constexpr std::array kClockSteps{
    core::kSecond,      5 * core::kSecond, 15 * core::kSecond, core::kMinute,   5 * core::kMinute,
    15 * core::kMinute, core::kHour,       3 * core::kHour,    6 * core::kHour, 12 * core::kHour,
    core::kDay,         2 * core::kDay,    7 * core::kDay,     14 * core::kDay};
constexpr std::array kMonthSteps{1, 3, 6, 12, 24, 60, 120, 600};

std::vector<Tick> ticks_of_step(double low, double high, std::size_t step) {
  return step < kClockSteps.size() ? clock_ticks(low, high, kClockSteps[step])
                                   : month_ticks(low, high, kMonthSteps[step - kClockSteps.size()]);
}

double length_of_step(std::size_t step) {
  return step < kClockSteps.size()
             ? static_cast<double>(kClockSteps[step])
             : kMonthSteps[step - kClockSteps.size()] * 30.44 * static_cast<double>(core::kDay);
}

std::vector<Tick> time_ticks(double low, double high, int wanted) {
  std::size_t step = 0;
  while (step + 1 < kClockSteps.size() + kMonthSteps.size() &&
         length_of_step(step) < (high - low) / wanted) {
    ++step;
  }
  std::vector<Tick> ticks = ticks_of_step(low, high, step);
  while (step > 0 && ticks.size() < kFewestTicks) {
    ticks = ticks_of_step(low, high, --step);
  }
  return ticks;
}

// Without zeros behind the point.
std::string short_number(double value, int digits) {
  return value == 0 ? "0" : fmt::format("{:.{}g}", value, std::max(digits, 3));
}

// Whether values of a range can be told apart in few digits.
bool has_inside(double low, double high) {
  return high - low >= kLeastInside * std::max(std::abs(low), std::abs(high)) && high > low;
}

}  // namespace

Scale::Scale(Kind kind, double low, double high, Label label)
    : kind_(kind), low_(low), high_(high), label_(std::move(label)) {}

Scale Scale::linear(double low, double high, Label label) {
  if (!(high > low)) {
    const double half = low == 0 ? 0.5 : std::abs(low) * 0.05;
    return linear(low - half, low + half, std::move(label));
  }
  if (!has_inside(low, high)) {
    const double half = kLeastInside * std::max(std::abs(low), std::abs(high));
    return linear(low - half, high + half, std::move(label));
  }
  return {Kind::linear, low, high, label ? std::move(label) : Label(number_label)};
}

Scale Scale::logarithmic(double low, double high, Label label) {
  if (!(high > low)) {
    return logarithmic(low / 2, low * 2, std::move(label));
  }
  if (!has_inside(low, high)) {
    return logarithmic(low * (1 - kLeastInside), high * (1 + kLeastInside), std::move(label));
  }
  return {Kind::logarithmic, low, high, label ? std::move(label) : Label(number_label)};
}

Scale Scale::time(double low_ns, double high_ns) {
  if (!(high_ns - low_ns >= 10 * static_cast<double>(core::kSecond))) {
    return time(low_ns - static_cast<double>(core::kHour),
                low_ns + static_cast<double>(core::kHour));
  }
  return {Kind::time, low_ns, high_ns, {}};
}

double Scale::place(double value) const {
  if (kind_ == Kind::logarithmic) {
    return (std::log(value) - std::log(low_)) / (std::log(high_) - std::log(low_));
  }
  return (value - low_) / (high_ - low_);
}

std::vector<Tick> Scale::ticks(int wanted) const {
  if (wanted <= 0) {
    return {};
  }
  if (kind_ == Kind::time) {
    return time_ticks(low_, high_, wanted);
  }
  const std::vector<double> places = kind_ == Kind::linear
                                         ? linear_places(low_, high_, wanted)
                                         : logarithmic_places(low_, high_, wanted);
  const int digits = digits_for(places);
  std::vector<Tick> ticks;
  for (const double place : places) {
    ticks.push_back({place, label_(place, digits)});
  }
  return ticks;
}

std::string nanoseconds_label(double ns, int digits) {
  const double size = std::abs(ns);
  if (size >= 1e9) {
    return short_number(ns / 1e9, digits) + " s";
  }
  if (size >= 1e6) {
    return short_number(ns / 1e6, digits) + " ms";
  }
  if (size >= 1e3) {
    return short_number(ns / 1e3, digits) + " us";
  }
  return short_number(ns, digits) + " ns";
}

std::string percent_label(double fraction, int digits) {
  const double percent = fraction * 100;
  return (std::abs(percent) < 1e4 ? short_number(percent, digits) : number_label(percent, digits)) +
         " %";
}

std::string number_label(double value, int digits) {
  const double size = std::abs(value);
  if (size >= 1e12) {
    return short_number(value, digits);
  }
  if (size >= 1e9) {
    return short_number(value / 1e9, digits) + " bn";
  }
  if (size >= 1e6) {
    return short_number(value / 1e6, digits) + " M";
  }
  if (size >= 1e4) {
    return short_number(value / 1e3, digits) + " k";
  }
  return short_number(value, std::max(digits, 4));
}

}  // namespace barometer::chart
