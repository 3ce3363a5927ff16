// SPDX-License-Identifier: Apache-2.0
#include "profile/margin.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numbers>

#include "stats/order_statistics.hpp"

namespace barometer::profile {

std::optional<double> session_deviation(std::span<const double> session_means) {
  if (session_means.size() < kSessionsNeeded) {
    return std::nullopt;
  }
  return stats::standard_deviation_of(session_means);
}

Margin stored_margin(std::span<const double> session_means) {
  const std::optional<double> deviation = session_deviation(session_means);
  if (!deviation) {
    return {kSmallestMargin, kUnknownSessionsMargin};
  }
  const boost::math::students_t student(static_cast<double>(session_means.size() - 1));
  const double t = boost::math::quantile(student, 0.995);
  const double margin = std::max(kSmallestMargin, std::expm1(t * std::numbers::sqrt2 * *deviation));
  return {margin, margin};
}

}  // namespace barometer::profile
