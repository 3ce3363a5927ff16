// SPDX-License-Identifier: Apache-2.0
#include "profile/outliers.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// 1.00, 1.01, 1.02 in turn: P90 - P10 is 0.02, so the reach is 0.06.
std::vector<double> calm(std::size_t size = 120) {
  std::vector<double> y(size);
  for (std::size_t i = 0; i < size; ++i) {
    y[i] = 1.0 + 0.01 * static_cast<double>(i % 3);
  }
  return y;
}

}  // namespace

TEST_CASE("a series without outliers is left alone") {
  CHECK(profile::without_outliers(calm()) == calm());
}

TEST_CASE("an isolated outlier becomes the local median") {
  std::vector<double> y = calm();
  y[60] = 2;
  CHECK(profile::without_outliers(y)[60] == Approx(1.01));
  y[60] = 0.5;
  CHECK(profile::without_outliers(y)[60] == Approx(1.01));
}

TEST_CASE("the last value can be an outlier, the first never is") {
  std::vector<double> y = calm();
  y.front() = y.back() = 9;
  const std::vector<double> cleaned = profile::without_outliers(y);
  CHECK(cleaned.front() == 9);
  CHECK(cleaned.back() == Approx(1.01));
}

TEST_CASE("two high values beside each other are a level, not an outlier") {
  std::vector<double> y = calm();
  y[60] = y[61] = 2;
  CHECK(profile::without_outliers(y) == y);
}

TEST_CASE("a slow second call beside a cold first one belongs to the warm-up") {
  std::vector<double> y = calm();
  y[0] = 9;
  y[1] = 5;
  CHECK(profile::without_outliers(y) == y);
}
