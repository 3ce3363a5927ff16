// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "stats/backtest_overfitting.hpp"
#include "stats/overfitting_oracle.hpp"
#include "support/catch.hpp"

namespace barometer::test {

// The values of all columns, one column behind the other.
inline std::vector<double> joined(const std::vector<std::vector<double>>& columns) {
  std::vector<double> values;
  for (const std::vector<double>& column : columns) {
    values.insert(values.end(), column.begin(), column.end());
  }
  return values;
}

// The engine has its halves in the order of the binary numbers whose digits are the blocks.
inline std::uint64_t number_of(const OracleHalf& half) {
  std::uint64_t number = 0;
  for (const std::size_t block : half.blocks) {
    number += std::uint64_t{1} << block;
  }
  return number;
}

// Holds the engine's cross-validation of `columns` against the oracle's, half by half.
inline OracleOverfitting check_overfitting(const std::vector<std::vector<double>>& columns,
                                           std::size_t blocks) {
  const std::vector<double> values = joined(columns);
  core::Workers workers(1);
  const auto found = stats::backtest_overfitting({values, columns.front().size()}, blocks, workers);
  OracleOverfitting oracle = overfitting_oracle(columns, blocks);
  std::ranges::sort(oracle.halves, {}, number_of);
  REQUIRE(found);
  REQUIRE(found->halves.size() == oracle.halves.size());
  std::size_t differing = 0;
  for (std::size_t i = 0; i < oracle.halves.size(); ++i) {
    const stats::HalvedBlocks& half = found->halves[i];
    const OracleHalf& wanted = oracle.halves[i];
    const bool equal =
        half.best == wanted.chosen &&
        half.in == Approx(static_cast<double>(wanted.in)).epsilon(1e-9).margin(1e-9) &&
        half.out == Approx(static_cast<double>(wanted.out)).epsilon(1e-9).margin(1e-9) &&
        half.relative_rank == Approx(static_cast<double>(wanted.relative_rank)).epsilon(1e-12);
    differing += equal ? 0 : 1;
  }
  CHECK(differing == 0);
  CHECK(found->probability == Approx(static_cast<double>(oracle.probability)).epsilon(1e-12));
  CHECK(found->losses == Approx(static_cast<double>(oracle.losses)).epsilon(1e-12));
  REQUIRE(found->slope.has_value() == oracle.slope.has_value());
  if (oracle.slope) {
    CHECK(*found->slope == Approx(static_cast<double>(*oracle.slope)).epsilon(1e-7).margin(1e-9));
  }
  return oracle;
}

}  // namespace barometer::test
