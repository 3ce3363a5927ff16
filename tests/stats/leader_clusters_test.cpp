// SPDX-License-Identifier: Apache-2.0
#include "stats/leader_clusters.hpp"

#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Rows of noise in families: row i belongs to family i mod `families`, correlation .8.
std::vector<double> families_of(std::size_t rows, std::size_t families, std::size_t periods) {
  stats::Random random(rows, families);
  std::vector<double> shared(families * periods);
  for (double& value : shared) {
    value = random.normal();
  }
  std::vector<double> values;
  for (std::size_t i = 0; i < rows * periods; ++i) {
    const std::size_t family = i / periods % families;
    values.push_back(3 + std::sqrt(0.8) * shared[family * periods + i % periods] +
                     std::sqrt(0.2) * random.normal());
  }
  return values;
}

}  // namespace

TEST_CASE("rows that are alike are one group, others their own") {
  const std::vector<double> values = families_of(30, 7, 401);
  CHECK(stats::leader_clusters({values, 401}, 0.5, 100) == 7);
  CHECK(stats::leader_clusters({values, 401}, 0.95, 100) == 30);
  CHECK(stats::leader_clusters({values, 401}, 0.5, 4) == 4);
  CHECK(stats::leader_clusters({{}, 401}, 0.5, 4) == 0);
}

TEST_CASE("the mirror of a row is another group, and rows that do nothing are one") {
  std::vector<double> values = families_of(1, 1, 50);
  for (std::size_t i = 0; i < 50; ++i) {
    values.push_back(-values[i]);
  }
  CHECK(stats::leader_clusters({values, 50}, 0.5, 100) == 2);
  values.insert(values.end(), 100, 0.1);
  CHECK(stats::leader_clusters({values, 50}, 0.5, 100) == 3);
}

}  // namespace barometer
