// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace barometer::stats {

// Sums of each of many rows under many sets of weights: what resampling and random combinations of
// series come to. In single precision, which is far finer than what random weights say. A sum is
// added up in the order of its columns, so it does not depend on which others are asked for.
class WeightedSums {
 public:
  // Sets of weights that are taken at once.
  static constexpr std::size_t kAtOnce = 8;

  // All entries are 0.
  WeightedSums(std::size_t rows, std::size_t columns);

  std::size_t columns() const { return columns_; }

  // REQUIRES: values has columns() entries.
  void set_row(std::size_t row, std::span<const double> values);

  // Of each set of kAtOnce weights, the sums of all rows: sums[(set x stride() + row) x kAtOnce +
  // i] = sum over columns of value[row][column] weights[(set x columns() + column) x kAtOnce + i].
  // Rows are padded with rows of 0. REQUIRES: weights and sums have whole sets, equally many.
  void multiply(std::span<const float> weights, std::span<float> sums) const;

  // Rows including those that pad them.
  std::size_t stride() const { return stride_; }

 private:
  static constexpr std::size_t kTile = 4;  // rows side by side: [tile][column][row]

  std::size_t columns_;
  std::size_t stride_;
  std::vector<float> values_;
};

}  // namespace barometer::stats
