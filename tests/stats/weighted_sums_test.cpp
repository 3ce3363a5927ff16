// SPDX-License-Identifier: Apache-2.0
#include "stats/weighted_sums.hpp"

#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("sums are those of every row under every set of weights") {
  constexpr std::size_t kAtOnce = stats::WeightedSums::kAtOnce;
  constexpr std::size_t kSets = 3;
  const std::size_t rows = GENERATE(1U, 4U, 7U);
  const std::size_t columns = GENERATE(1U, 5U, 64U);
  stats::Random random(rows, columns);
  stats::WeightedSums sums(rows, columns);
  std::vector<std::vector<double>> values(rows, std::vector<double>(columns));
  for (std::size_t row = 0; row < rows; ++row) {
    for (double& value : values[row]) {
      value = random.normal();
    }
    sums.set_row(row, values[row]);
  }
  std::vector<float> weights(kSets * columns * kAtOnce);
  for (float& weight : weights) {
    weight = static_cast<float>(random.normal());
  }
  std::vector<float> ours(kSets * sums.stride() * kAtOnce);
  sums.multiply(weights, ours);
  for (std::size_t i = 0; i < kSets * rows * kAtOnce; ++i) {
    const std::size_t set = i / (rows * kAtOnce);
    const std::size_t row = i / kAtOnce % rows;
    double plain = 0;
    for (std::size_t column = 0; column < columns; ++column) {
      plain += values[row][column] *
               static_cast<double>(weights[(set * columns + column) * kAtOnce + i % kAtOnce]);
    }
    CHECK(static_cast<double>(ours[(set * sums.stride() + row) * kAtOnce + i % kAtOnce]) ==
          Approx(plain).margin(2e-5));
  }
}

}  // namespace barometer
