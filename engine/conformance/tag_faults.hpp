// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "conformance/tagger_bench.hpp"

namespace barometer::conformance {

// Throws LawBroken at the first tag that is none of those that its dimension has. `done` says how
// the tags came about.
void require_in_range(const TaggerBench& bench, const TagSeries& series, const TagTable& tags,
                      const std::string& done);

}  // namespace barometer::conformance
