// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace barometer::profile {

// In which the times of one sentence are told.
struct TimeUnit {
  double ns;
  std::string_view name;

  // "4.649": four significant digits.
  std::string operator()(double value_ns) const { return fmt::format("{:#.4g}", value_ns / ns); }
};

// The largest in which the value is at least 1; nanoseconds below.
inline TimeUnit unit_of(double value_ns) {
  constexpr std::array kUnits{TimeUnit{1e9, "s"}, TimeUnit{1e6, "ms"}, TimeUnit{1e3, "us"},
                              TimeUnit{1, "ns"}};
  const auto* unit = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const TimeUnit& u) { return value_ns >= u.ns; });
  return unit == kUnits.end() ? kUnits.back() : *unit;
}

}  // namespace barometer::profile
