// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::analysis {

// A place where something shows in the bars of a symbol.
struct ObservedPlace {
  core::Timestamp time_ns = 0;  // close of the bar; 0: of no bar
  // By the kind (analysis/observation_kinds.hpp); NaN: there is none.
  double value = std::numeric_limits<double>::quiet_NaN();
  double severity = 0;      // the larger the worse, among places of one kind
  core::Duration gap = 0;   // of a jump: from the close before
  std::int64_t after = 0;   // of a jump: units after for units before that would explain it
  std::int64_t before = 0;  // 0:0: none
  std::string text = {};    // what only words say: a reason, a dimension
};

// One thing that the data of one symbol say about themselves and that a person should look at.
struct Observation {
  std::string_view code;  // of the kind; that of the warning of the same kind where there is one
  std::string symbol;
  std::int64_t count = 0;                 // places, bars or rows
  std::int64_t of = 0;                    // of so many; 0: not known
  std::vector<ObservedPlace> worst = {};  // the worst first, at most kMostExamples
  std::string fitting_zone = {};          // of stamps: in which hardly any would be there; or empty
};

}  // namespace barometer::analysis
