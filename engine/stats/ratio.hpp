// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

namespace barometer::stats {

// None where there is nothing to divide by: reports say n/a, never infinity.
inline std::optional<double> ratio(double numerator, double denominator) {
  return denominator > 0 ? std::optional(numerator / denominator) : std::nullopt;
}

}  // namespace barometer::stats
