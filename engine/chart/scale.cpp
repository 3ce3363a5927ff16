// SPDX-License-Identifier: Apache-2.0
#include "chart/scale.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/timestamp.hpp"

namespace barometer::chart {

namespace {

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
  const double step = nice_step((high - low) / wanted);
  std::vector<double> places;
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k) {
    places.push_back(k * step);
  }
  return places;
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
  if (count < std::min(wanted, 3)) {
    return powers(low, high, kHalves);
  }
  const int stride = std::max(1, count / wanted);
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
    ticks.push_back({at, step >= core::kDay ? text.substr(0, 10)
                                            : text.substr(5, 5) + " " + text.substr(11, 5)});
  }
  return ticks;
}

std::vector<Tick> time_ticks(double low, double high, int wanted) {
  const double rough = (high - low) / wanted;
  for (const core::Duration step : {core::kMinute, 5 * core::kMinute, 15 * core::kMinute,
                                    core::kHour, 3 * core::kHour, 6 * core::kHour, 12 * core::kHour,
                                    core::kDay, 2 * core::kDay, 7 * core::kDay, 14 * core::kDay}) {
    if (static_cast<double>(step) >= rough) {
      return clock_ticks(low, high, step);
    }
  }
  const double months = rough / (30.44 * static_cast<double>(core::kDay));
  for (const int step : {1, 3, 6, 12, 24, 60, 120}) {
    if (step >= months) {
      return month_ticks(low, high, step);
    }
  }
  return month_ticks(low, high, 600);
}

// Digits enough for three significant ones and no trailing zeros.
std::string short_number(double value) {
  return fmt::format("{:.3g}", value);
}

}  // namespace

Scale::Scale(Kind kind, double low, double high, Label label)
    : kind_(kind), low_(low), high_(high), label_(std::move(label)) {}

Scale Scale::linear(double low, double high, Label label) {
  if (!(high > low)) {
    const double half = std::max(std::abs(low) * 0.05, 0.5);
    return linear(low - half, low + half, std::move(label));
  }
  return {Kind::linear, low, high, label ? std::move(label) : Label(number_label)};
}

Scale Scale::logarithmic(double low, double high, Label label) {
  if (!(high > low)) {
    return logarithmic(low / 2, low * 2, std::move(label));
  }
  return {Kind::logarithmic, low, high, label ? std::move(label) : Label(number_label)};
}

Scale Scale::time(double low_ns, double high_ns) {
  if (!(high_ns > low_ns)) {
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
  if (kind_ == Kind::time) {
    return time_ticks(low_, high_, wanted);
  }
  const std::vector<double> places = kind_ == Kind::linear
                                         ? linear_places(low_, high_, wanted)
                                         : logarithmic_places(low_, high_, wanted);
  std::vector<Tick> ticks;
  for (const double place : places) {
    ticks.push_back({place, label_(place)});
  }
  return ticks;
}

std::string nanoseconds_label(double ns) {
  const double size = std::abs(ns);
  if (size >= 1e9) {
    return short_number(ns / 1e9) + " s";
  }
  if (size >= 1e6) {
    return short_number(ns / 1e6) + " ms";
  }
  if (size >= 1e3) {
    return short_number(ns / 1e3) + " us";
  }
  return short_number(ns) + " ns";
}

std::string percent_label(double fraction) {
  return short_number(fraction * 100) + " %";
}

std::string number_label(double value) {
  const double size = std::abs(value);
  if (size >= 1e9) {
    return short_number(value / 1e9) + " bn";
  }
  if (size >= 1e6) {
    return short_number(value / 1e6) + " M";
  }
  if (size >= 1e4) {
    return short_number(value / 1e3) + " k";
  }
  // Sums of steps carry noise near 0, and 1e-17 is no label.
  return size < 1e-12 ? "0" : fmt::format("{:.4g}", value);
}

}  // namespace barometer::chart
