// SPDX-License-Identifier: Apache-2.0
#include "stats/block_length.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

// y = phi y + u, u uniform from the congruential generator of ANSI C's example rand().
std::vector<double> series(std::size_t count, double phi, std::int64_t seed) {
  std::vector<double> values;
  double value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    seed = (1'103'515'245 * seed + 12'345) % 2'147'483'648;
    value = phi * value + (static_cast<double>(seed) / 2'147'483'648.0 - 0.5);
    values.push_back(value);
  }
  return values;
}

}  // namespace

// Source: arch 8.0.0 (Sheppard), optimal_block_length(series), column "circular".
TEST_CASE("the Politis-White length is that of the package arch") {
  struct Golden {
    std::size_t count;
    double phi;
    std::int64_t seed;
    double length;
  };

  const Golden golden =
      GENERATE(Golden{200, 0.0, 1, 0.4223858771491159}, Golden{500, 0.3, 2, 6.259183420925954},
               Golden{1000, 0.8, 3, 25.80411071796446}, Golden{2520, 0.95, 4, 99.65140587788147},
               Golden{3000, -0.5, 5, 23.075876701851712}, Golden{100, 0.6, 6, 4.951617369517018},
               Golden{5000, 0.99, 7, 172.0190818271634});
  const std::vector<double> values = series(golden.count, golden.phi, golden.seed);
  CHECK(stats::politis_white_length(values) == Approx(golden.length).epsilon(1e-10));
}

TEST_CASE("the Politis-White length knows no unit") {
  std::vector<double> values = series(700, 0.5, 9);
  const double length = stats::politis_white_length(values);
  std::ranges::for_each(values, [](double& value) { value *= 0x1p-20; });
  CHECK(stats::politis_white_length(values) == length);
}

TEST_CASE("few values and values that do not differ have a length of 1") {
  CHECK(stats::politis_white_length(std::vector<double>(8, 1.0)) == 1);
  CHECK(stats::politis_white_length(std::vector<double>(500, 0.0)) == 1);
  CHECK(stats::politis_white_length({}) == 1);
}

TEST_CASE("blocks are as long as either asks for, and a fortieth of the values at most") {
  CHECK(stats::block_length(series(1000, 0.8, 3), 5) == 25);   // 26 is above 1000 / 40
  CHECK(stats::block_length(series(3000, -0.5, 5), 5) == 24);  // 23.08 rounded up
  CHECK(stats::block_length(series(3000, 0.0, 5), 24) == 24);
  CHECK(stats::block_length(series(100, 0.0, 6), 5) == 2);
  CHECK(stats::block_length(series(30, 0.0, 6), 5) == 1);
}

}  // namespace barometer
