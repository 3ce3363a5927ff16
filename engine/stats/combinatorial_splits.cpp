// SPDX-License-Identifier: Apache-2.0
#include "stats/combinatorial_splits.hpp"

#include <algorithm>
#include <numeric>

namespace barometer::stats {

namespace {

IndexRange range_of(const CombinatorialShape& shape, std::size_t group) {
  const std::size_t length = shape.size / shape.groups;
  return {group * length, group + 1 == shape.groups ? shape.size : (group + 1) * length};
}

// What lies between tests, less what they touch.
std::vector<IndexRange> training(const CombinatorialShape& shape,
                                 const std::vector<IndexRange>& tests) {
  std::vector<IndexRange> trains;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin < end) {
      trains.push_back({begin, end});
    }
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const bool goes_on = i > 0 && tests[i].begin == tests[i - 1].end;
    if (!goes_on) {
      add(begin, tests[i].begin - std::min(tests[i].begin, shape.purge));
    }
    begin = tests[i].end + shape.purge + shape.embargo;
  }
  add(begin, shape.size);
  return trains;
}

// The next choice in lexicographic order; false behind the last one.
bool next_choice(std::vector<std::size_t>& chosen, std::size_t groups) {
  for (std::size_t i = chosen.size(); i-- > 0;) {
    if (chosen[i] < groups - chosen.size() + i) {
      ++chosen[i];
      std::iota(chosen.begin() + static_cast<std::ptrdiff_t>(i) + 1, chosen.end(), chosen[i] + 1);
      return true;
    }
  }
  return false;
}

}  // namespace

CombinatorialSplits combinatorial_splits(const CombinatorialShape& shape) {
  CombinatorialSplits all;
  all.paths.resize(combinations_of(shape.groups, shape.tested) * shape.tested / shape.groups);
  std::vector<std::size_t> seen(shape.groups, 0);
  std::vector<std::size_t> chosen(shape.tested);
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  do {
    CombinatorialSplit split{.groups = chosen, .tests = {}, .trains = {}};
    for (std::size_t place = 0; place < chosen.size(); ++place) {
      split.tests.push_back(range_of(shape, chosen[place]));
      all.paths[seen[chosen[place]]++].push_back({all.splits.size(), place});
    }
    split.trains = training(shape, split.tests);
    all.splits.push_back(std::move(split));
  } while (next_choice(chosen, shape.groups));
  for (std::vector<PathPiece>& path : all.paths) {
    std::ranges::sort(path, {}, [&](const PathPiece& piece) {
      return all.splits[piece.split].groups[piece.place];
    });
  }
  return all;
}

std::size_t combinations_of(std::size_t n, std::size_t k) {
  constexpr std::size_t kMost = std::size_t{1} << 63;
  std::size_t count = 1;
  for (std::size_t i = 1; i <= std::min(k, n - std::min(n, k)); ++i) {
    // Whole at every step: C(n, i) = C(n, i - 1) (n - i + 1) / i.
    if (count > kMost / (n - i + 1)) {
      return kMost;
    }
    count = count * (n - i + 1) / i;
  }
  return k > n ? 0 : count;
}

}  // namespace barometer::stats
