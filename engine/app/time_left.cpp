// SPDX-License-Identifier: Apache-2.0
#include "app/time_left.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace barometer::app {

namespace {

std::string rounded(double seconds) {
  if (seconds < 90) {
    return fmt::format("{:.0f} s", std::ceil(seconds));
  }
  const auto minutes = static_cast<int>(std::ceil(seconds / 60));
  return minutes < 60 ? fmt::format("{} min", minutes)
                      : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace

std::string TimeLeft::text(double fraction, double seconds) {
  constexpr double kPatience = 2;
  constexpr double kLeast = 0.01;
  if (fraction > fraction_) {
    fraction_ = fraction;
    moved_at_ = seconds;
  }
  if (seconds < kPatience || fraction_ < kLeast || fraction_ >= 1) {
    return "";
  }
  const double whole = moved_at_ / fraction_;
  return fmt::format("about {} left", rounded(std::max(whole - seconds, 1.0)));
}

}  // namespace barometer::app
