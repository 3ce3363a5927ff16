// SPDX-License-Identifier: Apache-2.0
// Overfitting beside a second implementation, which was written from the paper without a look at
// the engine's: seeded matrices of every awkward shape.
#include "stats/overfitting_oracle.hpp"

#include <cstdint>

#include "stats/overfitting_check.hpp"
#include "stats/random.hpp"

namespace barometer {

namespace {

using Columns = std::vector<std::vector<double>>;

std::uint64_t below(stats::Random& random, std::uint64_t end) {
  return random.bits() % end;
}

// Small whole numbers are summed exactly, so that ties are ties to both implementations.
double drawn_value(stats::Random& random, bool whole) {
  return whole ? static_cast<double>(below(random, 5)) - 2 : random.normal() * 0.01 + 0.0005;
}

std::vector<double> drawn_column(stats::Random& random, std::size_t rows, bool whole) {
  std::vector<double> column;
  for (std::size_t row = 0; row < rows; ++row) {
    column.push_back(drawn_value(random, whole));
  }
  return column;
}

// Columns as a matrix in trouble has them: copies, the same at twice the stake, constants, and such
// as vary only here and there.
void add_column(Columns& columns, stats::Random& random, std::size_t rows, bool whole) {
  const std::uint64_t kind = columns.empty() ? 9 : below(random, 10);
  if (kind == 0) {
    columns.push_back(columns[below(random, columns.size())]);
  } else if (kind == 1) {
    columns.push_back(columns[below(random, columns.size())]);
    for (double& value : columns.back()) {
      value *= 2;
    }
  } else if (kind == 2) {
    columns.emplace_back(rows, drawn_value(random, whole));
  } else if (kind == 3) {
    columns.emplace_back(rows, 0.0);
    columns.back()[below(random, rows)] = drawn_value(random, whole);
  } else {
    columns.push_back(drawn_column(random, rows, whole));
  }
}

struct Drawn {
  Columns columns;
  std::size_t blocks = 2;
};

Drawn drawn_matrix(std::uint64_t seed) {
  stats::Random random(seed, 17);
  Drawn drawn{.columns = {}, .blocks = 2 * (1 + below(random, 5))};
  const std::size_t rows = 2 * drawn.blocks + below(random, 6 * drawn.blocks);
  const bool whole = below(random, 2) == 0;
  for (std::uint64_t left = 2 + below(random, 11); left > 0; --left) {
    add_column(drawn.columns, random, rows, whole);
  }
  return drawn;
}

}  // namespace

TEST_CASE("overfitting of 200 drawn matrices is the oracle's in every half") {
  int cut = 0;
  int tied = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Drawn drawn = drawn_matrix(seed);
    CAPTURE(seed, drawn.blocks, drawn.columns.size(), drawn.columns.front().size());
    const test::OracleOverfitting oracle = test::check_overfitting(drawn.columns, drawn.blocks);
    cut += drawn.columns.front().size() % drawn.blocks == 0 ? 0 : 1;
    tied += std::ranges::any_of(oracle.halves, [&](const test::OracleHalf& half) {
      const long double rank =
          half.relative_rank * (static_cast<long double>(drawn.columns.size()) + 1);
      return std::abs(rank - std::round(rank)) > 0.25L;  // shared by an even number of equals
    });
  }
  // The draws have what they are for.
  CHECK(cut >= 100);
  CHECK(tied >= 40);
}

TEST_CASE("one column, and less than two rows a block, have no overfitting") {
  stats::Random random(1, 17);
  core::Workers workers(1);
  const std::vector<double> one = drawn_column(random, 33, false);
  CHECK_FALSE(stats::backtest_overfitting({one, 33}, 8, workers));
  const std::vector<double> three = drawn_column(random, 45, false);
  CHECK_FALSE(stats::backtest_overfitting({three, 15}, 8, workers));
  CHECK(stats::backtest_overfitting({std::span(three).first(34), 17}, 8, workers));
}

TEST_CASE("sixteen blocks of few rows are the oracle's too") {
  stats::Random random(2, 17);
  Columns columns;
  for (int i = 0; i < 6; ++i) {
    columns.push_back(drawn_column(random, 75, false));
  }
  CHECK(test::check_overfitting(columns, 16).halves.size() == 12'870);
}

}  // namespace barometer
