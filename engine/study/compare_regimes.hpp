// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "study/compare.hpp"

namespace barometer::study {

// Returns of the sessions that two runs share: those with the same end and the same end before.
struct CommonSessions {
  std::vector<double> a;
  std::vector<double> b;
  std::vector<std::int64_t> begins;  // end of the session before; 0 of the first of both
  std::vector<std::int64_t> ends;
};

CommonSessions common_sessions(const RowReturns& a, const RowReturns& b);

// Fills in `regimes`, or why there are none, from the tags.csv of both folders: the dimensions that
// have words for labels.
void compare_regimes(const ComparedRun& a, const ComparedRun& b, const CommonSessions& common,
                     std::uint64_t seed, RunComparison& result);

}  // namespace barometer::study
