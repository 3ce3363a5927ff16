// SPDX-License-Identifier: Apache-2.0
#include "stats/weighted_sums.hpp"

#include <cstring>

namespace barometer::stats {

namespace {

// A register of four.
using Four = float __attribute__((vector_size(16)));

Four loaded(const float* from) {
  Four four;
  std::memcpy(&four, from, sizeof four);
  return four;
}

void store(float* to, Four four) {
  std::memcpy(to, &four, sizeof four);
}

// Four rows under eight weights: eight registers of sums, which nothing but the end looks at.
void multiply_tile(const float* rows, const float* weights, std::size_t columns, float* sums) {
  Four low[4] = {};
  Four high[4] = {};
  for (std::size_t column = 0; column < columns; ++column) {
    const Four first = loaded(weights + 8 * column);
    const Four second = loaded(weights + 8 * column + 4);
    for (std::size_t row = 0; row < 4; ++row) {
      const float value = rows[4 * column + row];
      const Four spread = {value, value, value, value};
      low[row] += spread * first;
      high[row] += spread * second;
    }
  }
  for (std::size_t row = 0; row < 4; ++row) {
    store(sums + 8 * row, low[row]);
    store(sums + 8 * row + 4, high[row]);
  }
}

}  // namespace

WeightedSums::WeightedSums(std::size_t rows, std::size_t columns)
    : columns_(columns),
      stride_((rows + kTile - 1) / kTile * kTile),
      values_(stride_ * columns, 0.0F) {}

void WeightedSums::set_row(std::size_t row, std::span<const double> values) {
  float* const tile = values_.data() + row / kTile * kTile * columns_;
  for (std::size_t column = 0; column < columns_; ++column) {
    tile[column * kTile + row % kTile] = static_cast<float>(values[column]);
  }
}

void WeightedSums::multiply(std::span<const float> weights, std::span<float> sums) const {
  static_assert(kTile == 4 && kAtOnce == 8);
  const std::size_t sets = weights.size() / (columns_ * kAtOnce);
  // A tile stays in the nearest cache while all sets pass by.
  for (std::size_t row = 0; row < stride_; row += kTile) {
    for (std::size_t set = 0; set < sets; ++set) {
      multiply_tile(values_.data() + row * columns_, weights.data() + set * columns_ * kAtOnce,
                    columns_, sums.data() + (set * stride_ + row) * kAtOnce);
    }
  }
}

}  // namespace barometer::stats
