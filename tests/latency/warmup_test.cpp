// SPDX-License-Identifier: Apache-2.0
#include "latency/warmup.hpp"

#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

// Blocks until warm; 0 when the sequence never was.
std::size_t blocks_until_warm(const std::vector<double>& medians) {
  latency::WarmupDetector detector;
  for (std::size_t i = 0; i < medians.size(); ++i) {
    if (detector.add_block(medians[i])) {
      return i + 1;
    }
  }
  return 0;
}

}  // namespace

TEST_CASE("a level run is warm after eight blocks") {
  CHECK(blocks_until_warm(std::vector<double>(20, 82.0)) == 8);
}

TEST_CASE("two blocks of eight may be far off") {
  CHECK(blocks_until_warm({82, 82, 500, 82, 82, 900, 82, 82}) == 8);
}

TEST_CASE("three blocks of eight may not") {
  CHECK(blocks_until_warm({500, 700, 900, 82, 82, 82, 82, 82, 82}) == 9);
}

TEST_CASE("five per cent is near, six is not") {
  // The common median is 100; three blocks lie at the edge.
  CHECK(blocks_until_warm({100, 100, 100, 100, 100, 105, 105, 105}) == 8);
  CHECK(blocks_until_warm({100, 100, 100, 100, 100, 106, 106, 106}) == 0);
}

TEST_CASE("a cold start that decays is warm when it has settled") {
  // Each block a third cheaper until 82: 6 of the last 8 are settled at the 11th.
  CHECK(blocks_until_warm({623, 415, 277, 185, 123, 82, 82, 82, 82, 82, 82, 82}) == 11);
}

TEST_CASE("a run that keeps rising or jumping is never warm") {
  std::vector<double> rising;
  std::vector<double> jumping;
  for (int i = 0; i < 60; ++i) {
    rising.push_back(i == 0 ? 100.0 : rising.back() * 1.05);
    jumping.push_back(i % 2 == 0 ? 80.0 : 120.0);
  }
  CHECK(blocks_until_warm(rising) == 0);
  CHECK(blocks_until_warm(jumping) == 0);
}

TEST_CASE("once warm, always warm") {
  latency::WarmupDetector detector;
  for (int i = 0; i < 8; ++i) {
    detector.add_block(82.0);
  }
  CHECK(detector.add_block(5'000.0));
}

TEST_CASE("the cap is a fifth of the steps, at least 1,024 and at most 4,000") {
  CHECK(latency::warmup_cap(100) == 1'024);
  CHECK(latency::warmup_cap(5'120) == 1'024);
  CHECK(latency::warmup_cap(10'000) == 2'000);
  CHECK(latency::warmup_cap(45'024) == 4'000);
}

}  // namespace barometer
