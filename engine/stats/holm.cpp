// SPDX-License-Identifier: Apache-2.0
#include "stats/holm.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace barometer::stats {

std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&p](std::size_t i) { return p[i]; });
  std::vector<double> adjusted(p.size());
  double least = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    least = std::max(least, p[order[i]] * static_cast<double>(order.size() - i));
    adjusted[order[i]] = std::min(least, 1.0);
  }
  return adjusted;
}

}  // namespace barometer::stats
