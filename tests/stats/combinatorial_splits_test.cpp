// SPDX-License-Identifier: Apache-2.0
#include "stats/combinatorial_splits.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

using stats::CombinatorialShape;
using stats::CombinatorialSplit;
using stats::IndexRange;

// What a value is in a split, one by one from the definition: tested, trained on or left out.
char role_of(const CombinatorialShape& shape, const CombinatorialSplit& split, std::size_t value) {
  const auto tested = [&](std::size_t at) {
    const std::size_t group = std::min(at / (shape.size / shape.groups), shape.groups - 1);
    return std::ranges::find(split.groups, group) != split.groups.end();
  };
  if (tested(value)) {
    return 't';
  }
  for (std::size_t other = 0; other < shape.size; ++other) {
    const bool before = value < other && other - value <= shape.purge;
    const bool behind = value > other && value - other <= shape.purge + shape.embargo;
    if (tested(other) && (before || behind)) {
      return '-';
    }
  }
  return 'r';
}

void mark(std::string& roles, const std::vector<IndexRange>& ranges, char role) {
  for (const IndexRange& range : ranges) {
    CHECK(range.begin < range.end);
    for (std::size_t i = range.begin; i < range.end; ++i) {
      CHECK(roles[i] == '-');
      roles[i] = role;
    }
  }
}

}  // namespace

TEST_CASE("every value of every split is tested, trained on or left out as the definition says") {
  const auto shape =
      GENERATE(CombinatorialShape{.size = 53, .groups = 6, .tested = 2},
               CombinatorialShape{.size = 60, .groups = 6, .tested = 3, .purge = 2},
               CombinatorialShape{.size = 61, .groups = 5, .tested = 2, .embargo = 3},
               CombinatorialShape{.size = 40, .groups = 8, .tested = 1, .purge = 4, .embargo = 9},
               CombinatorialShape{.size = 3, .groups = 3, .tested = 2, .purge = 1});
  const stats::CombinatorialSplits all = stats::combinatorial_splits(shape);
  CHECK(all.splits.size() == stats::combinations_of(shape.groups, shape.tested));
  for (const CombinatorialSplit& split : all.splits) {
    std::string roles(shape.size, '-');
    mark(roles, split.tests, 't');
    mark(roles, split.trains, 'r');
    for (std::size_t value = 0; value < shape.size; ++value) {
      CAPTURE(value);
      CHECK(roles[value] == role_of(shape, split, value));
    }
  }
}

TEST_CASE("paths of six groups, two of them tested, are those of Lopez de Prado's figure 12.1") {
  const stats::CombinatorialSplits all =
      stats::combinatorial_splits({.size = 60, .groups = 6, .tested = 2});
  REQUIRE(all.splits.size() == 15);
  REQUIRE(all.paths.size() == 5);
  // The path that each group's test of each split belongs to, by rows of the figure's table.
  const std::vector<std::vector<std::size_t>> splits_of_path = {{0, 0, 1, 2, 3, 4},
                                                                {1, 5, 5, 6, 7, 8},
                                                                {2, 6, 9, 9, 10, 11},
                                                                {3, 7, 10, 12, 12, 13},
                                                                {4, 8, 11, 13, 14, 14}};
  for (std::size_t path = 0; path < 5; ++path) {
    REQUIRE(all.paths[path].size() == 6);
    for (std::size_t group = 0; group < 6; ++group) {
      const stats::PathPiece piece = all.paths[path][group];
      CHECK(piece.split == splits_of_path[path][group]);
      CHECK(all.splits[piece.split].groups[piece.place] == group);
    }
  }
}

TEST_CASE("neighbouring tests have one gap of training around them, not one between") {
  const stats::CombinatorialSplits all =
      stats::combinatorial_splits({.size = 30, .groups = 3, .tested = 2, .purge = 2, .embargo = 1});
  CHECK(all.splits[0].tests == std::vector<IndexRange>{{0, 10}, {10, 20}});
  CHECK(all.splits[0].trains == std::vector<IndexRange>{{23, 30}});
  CHECK(all.splits[1].trains == std::vector<IndexRange>{{13, 18}});
  CHECK(all.splits[2].trains == std::vector<IndexRange>{{0, 8}});
}

TEST_CASE("numbers of combinations, and what is too many") {
  CHECK(stats::combinations_of(16, 8) == 12'870);
  CHECK(stats::combinations_of(10, 2) == 45);
  CHECK(stats::combinations_of(5, 0) == 1);
  CHECK(stats::combinations_of(3, 4) == 0);
  CHECK(stats::combinations_of(60, 30) == 118'264'581'564'861'424);
  CHECK(stats::combinations_of(200, 100) == std::size_t{1} << 63);
}

}  // namespace barometer
