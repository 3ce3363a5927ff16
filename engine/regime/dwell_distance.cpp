// SPDX-License-Identifier: Apache-2.0
#include "regime/dwell_distance.hpp"

#include <barometer/abi/regime.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace barometer::regime {

void StayCounts::add_labels(std::span<const std::int8_t> labels) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < labels.size(); ++i) {
    if (labels[i] != labels[begin]) {
      if (labels[begin] >= 0) {
        stays_.add(static_cast<std::int64_t>(i - begin));
      }
      begin = i;
    }
  }
}

void StayCounts::add_values(std::span<const float> values) {
  std::vector<float> known;
  std::ranges::copy_if(values, std::back_inserter(known),
                       [](float value) { return !std::isnan(value); });
  if (known.empty()) {
    return;
  }
  const auto middle = known.begin() + std::ssize(known) / 2;
  std::ranges::nth_element(known, middle);
  std::vector<std::int8_t> sides;
  sides.reserve(values.size());
  for (const float value : values) {
    sides.push_back(std::isnan(value) ? std::int8_t{BM_TAG_UNKNOWN}
                                      : static_cast<std::int8_t>(value > *middle ? 1 : 0));
  }
  add_labels(sides);
}

std::int64_t StayCounts::distance() const {
  return static_cast<std::int64_t>(std::ceil(2 * stays_.median().value_or(0)));
}

}  // namespace barometer::regime
