// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace barometer::stats {

// Values begin .. end - 1 of a series.
struct IndexRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const IndexRange&) const = default;
};

// What combinatorial purged cross-validation cuts.
struct CombinatorialShape {
  std::size_t size = 0;     // values in order of time
  std::size_t groups = 10;  // N, of floor(size / N) values each, the last one with what is left
  std::size_t tested = 2;   // k, groups of each split that are tested
  std::size_t purge = 0;    // values left out of training on both sides of what is tested
  std::size_t embargo = 0;  // and more of them behind it
};

struct CombinatorialSplit {
  std::vector<std::size_t> groups;  // tested, ascending
  std::vector<IndexRange> tests;    // a range of each of them, neighbours apart
  std::vector<IndexRange> trains;   // ascending, none empty, neighbours joined
};

// Where a path takes a group's test from.
struct PathPiece {
  std::size_t split = 0;
  std::size_t place = 0;  // in the split's `tests`
};

struct CombinatorialSplits {
  std::vector<CombinatorialSplit> splits;     // C(N, k), in lexicographic order of their groups
  std::vector<std::vector<PathPiece>> paths;  // C(N, k) k / N of them, a piece of each group
};

// Lopez de Prado 2018, "Advances in Financial Machine Learning", 12.4: every choice of k of N
// groups is tested once, on parameters chosen from the rest, and path j is made of the j-th test
// that each group has, so that every path covers all values once.
// REQUIRES: 1 <= tested < groups <= size and at most 10^6 splits.
CombinatorialSplits combinatorial_splits(const CombinatorialShape& shape);

// C(n, k), 2^63 where it, or a product on the way to it, is more. What a caller checks before it
// asks for splits.
std::size_t combinations_of(std::size_t n, std::size_t k);

}  // namespace barometer::stats
