// SPDX-License-Identifier: Apache-2.0
#include "page/packed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "page/base64.hpp"

namespace barometer::page {

namespace {

// From this ratio of the ends on, equal steps would hide what happened near the lower one.
constexpr double kWide = 1.5;

}  // namespace

void append_packed(std::string& out, std::uint64_t value) {
  while (value >= 32) {
    out += kBase64[32 + value % 32];
    value /= 32;
  }
  out += kBase64[value];
}

std::string packed_differences(std::span<const std::int64_t> values) {
  std::string out;
  std::int64_t before = 0;
  for (const std::int64_t value : values) {
    const std::int64_t difference = value - before;
    const auto size = static_cast<std::uint64_t>(difference < 0 ? -difference : difference);
    append_packed(out, 2 * size + (difference < 0 ? 1 : 0));
    before = value;
  }
  return out;
}

std::string packed_times(std::span<const std::int64_t> times) {
  std::vector<std::int64_t> rises;
  std::int64_t before = 0;
  for (const std::int64_t time : times) {
    rises.push_back(time - before);
    before = time;
  }
  return packed_differences(rises);
}

Levels::Levels(std::span<const double> values, std::int64_t most) : most_(most) {
  bool any = false;
  for (const double value : values) {
    if (std::isfinite(value)) {
      low_ = any ? std::min(low_, value) : value;
      high_ = any ? std::max(high_, value) : value;
      any = true;
    }
  }
  logarithmic_ = low_ > 0 && high_ > low_ * kWide;
  origin_ = logarithmic_ ? std::log(low_) : low_;
  const double range = (logarithmic_ ? std::log(high_) : high_) - origin_;
  factor_ = range > 0 ? static_cast<double>(most) / range : 0;
}

std::int64_t Levels::of(double value) const {
  if (!std::isfinite(value)) {
    return kNone;
  }
  const double place = (logarithmic_ ? std::log(std::max(value, low_)) : value) - origin_;
  return std::clamp<std::int64_t>(std::llround(place * factor_), 0, most_);
}

std::string Levels::json_members() const {
  return fmt::format(R"("lo":{},"hi":{},"log":{},"most":{})", json_number(low_), json_number(high_),
                     logarithmic_, most_);
}

std::string json_number(double value) {
  return std::isfinite(value) ? fmt::format("{:.9g}", value) : "null";
}

std::string json_number(std::optional<double> value) {
  return value ? json_number(*value) : "null";
}

}  // namespace barometer::page
