// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace barometer::conformance {

// What a tagger declares of a dimension, as far as laws are about it.
struct TriedDimension {
  std::string name;
  bool is_scalar = false;
  std::vector<std::string> labels;  // of a category
  std::int64_t warmup_bars = 0;
  bool by_calendar = false;  // known ahead: the calendar decides it, not the bars
};

}  // namespace barometer::conformance
