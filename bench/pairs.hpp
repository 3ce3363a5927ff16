// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "plugin/search.hpp"

// What benchmarks share that compare pairs of measurements, interleaved so that a machine that
// drifts drifts for both.

namespace barometer {

inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Of the median of near-normal values, from the median absolute deviation, which spikes of a
// shared machine do not inflate.
inline double standard_error_of_median(const std::vector<double>& values) {
  const double centre = median(values);
  std::vector<double> distances;
  for (const double value : values) {
    distances.push_back(std::abs(value - centre));
  }
  return 1.2533 * 1.4826 * median(distances) / std::sqrt(static_cast<double>(values.size()));
}

// Where bench/run.sh says that the plug-ins are; the engine reads no such variable.
inline std::vector<std::filesystem::path> folders_of_plugins() {
  const char* const path = std::getenv("BAROMETER_PLUGIN_PATH");
  return plugin::folders_of_path(path == nullptr ? "" : path);
}

}  // namespace barometer
