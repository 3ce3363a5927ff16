// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "stats/sample_rows.hpp"

namespace barometer::stats {

// How many groups of alike rows there are, for people to look at and for nothing else: a row
// belongs to the first leader that it has at least this correlation with, and is a leader itself
// where there is none (Hartigan 1975, "Clustering algorithms", the leader algorithm). Rows that do
// not vary are one group. Counting ends at `most`: then there are at least so many. The order of
// the rows matters. O(rows x groups x periods).
std::size_t leader_clusters(const SampleRows& rows, double correlation, std::size_t most);

}  // namespace barometer::stats
