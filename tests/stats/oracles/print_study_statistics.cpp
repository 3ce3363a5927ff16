// SPDX-License-Identifier: Apache-2.0
// What other programs' figures are compared with: "name value ..." a line.
//   print_study_statistics trials FILE BLOCK DRAWS
//   print_study_statistics splits SIZE GROUPS TESTED PURGE EMBARGO
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "stats/backtest_overfitting.hpp"
#include "stats/combinatorial_splits.hpp"
#include "stats/superior_ability.hpp"
#include "stats/trial_file.hpp"

namespace {

using namespace barometer;

void print_p(const char* name, const stats::AbilityP& p) {
  std::printf("%s %.6f %.6f %.6f\n", name, p.lower, p.consistent, p.upper);
}

void print_trials(const char* path, double block, std::size_t draws) {
  const test::TrialFile file = test::read_trials(path);
  core::Workers workers(1);
  for (std::size_t blocks = 4; blocks <= 16; blocks += 2) {
    if (const auto risk = stats::backtest_overfitting(file.rows(), blocks, workers)) {
      std::printf("pbo %zu %.12f %.12f %.12f\n", blocks, risk->probability, risk->losses,
                  risk->slope.value_or(0));
    }
  }
  for (std::size_t column = 0; column < file.rows().size(); ++column) {
    std::printf("dsr %zu %.12f\n", column, test::deflated_sharpe_of(file, column));
  }
  const auto ability =
      stats::superior_ability(file.rows(), {.block = block, .draws = draws, .seed = 1}, workers);
  if (ability) {
    print_p("studentised", ability->studentised);
    print_p("plain", ability->plain);
    std::printf("survivors");
    for (const std::size_t row : ability->survivors) {
      std::printf(" %zu", row);
    }
    std::printf("\n");
  }
}

void print_ranges(const char* name, std::size_t split,
                  const std::vector<stats::IndexRange>& ranges) {
  std::printf("%s %zu", name, split);
  for (const stats::IndexRange& range : ranges) {
    std::printf(" %zu:%zu", range.begin, range.end);
  }
  std::printf("\n");
}

void print_splits(const stats::CombinatorialShape& shape) {
  const stats::CombinatorialSplits all = stats::combinatorial_splits(shape);
  for (std::size_t split = 0; split < all.splits.size(); ++split) {
    print_ranges("train", split, all.splits[split].trains);
    print_ranges("test", split, all.splits[split].tests);
  }
  for (std::size_t path = 0; path < all.paths.size(); ++path) {
    std::printf("path %zu", path);
    for (const stats::PathPiece& piece : all.paths[path]) {
      std::printf(" %zu:%zu", piece.split, piece.place);
    }
    std::printf("\n");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int i) { return std::strtoull(argv[i], nullptr, 10); };
  if (argc == 5 && std::string_view(argv[1]) == "trials") {
    print_trials(argv[2], std::strtod(argv[3], nullptr), number(4));
    return 0;
  }
  if (argc == 7 && std::string_view(argv[1]) == "splits") {
    print_splits({.size = number(2),
                  .groups = number(3),
                  .tested = number(4),
                  .purge = number(5),
                  .embargo = number(6)});
    return 0;
  }
  std::fputs("trials FILE BLOCK DRAWS, or splits SIZE GROUPS TESTED PURGE EMBARGO\n", stderr);
  return 2;
}
