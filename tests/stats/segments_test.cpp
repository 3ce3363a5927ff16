// SPDX-License-Identifier: Apache-2.0
#include "stats/segments.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::vector<double> noisy(stats::Random& random,
                          std::vector<std::pair<std::size_t, double>> levels) {
  std::vector<double> y;
  for (const auto& [size, level] : levels) {
    for (std::size_t i = 0; i < size; ++i) {
      y.push_back(level + 0.03 * random.normal());
    }
  }
  return y;
}

std::vector<std::size_t> cuts_of(const std::vector<double>& y) {
  std::vector<std::size_t> cuts;
  for (const stats::Segment& segment : stats::partition(y)) {
    cuts.push_back(segment.first);
  }
  return cuts;
}

// The specification, word by word: cost of one stretch, computed from the values themselves.
double stretch_cost(const std::vector<double>& y, std::size_t first, std::size_t last) {
  const auto n = static_cast<double>(last - first);
  double mean = 0;
  for (std::size_t i = first; i < last; ++i) {
    mean += y[i] / n;
  }
  double variance = 0;
  for (std::size_t i = first; i < last; ++i) {
    variance += (y[i] - mean) * (y[i] - mean) / n;
  }
  return n * (std::log(std::max(variance, 0.005 * 0.005)) + 1);
}

// The smallest cost of all cuts, found by trying every one of them.
double best_by_trying(const std::vector<double>& y, std::size_t first, double penalty) {
  double best = stretch_cost(y, first, y.size());
  const std::size_t shortest = first == 0 ? 1 : 5;
  for (std::size_t cut = first + shortest; cut + 5 <= y.size(); ++cut) {
    best = std::min(best, stretch_cost(y, first, cut) + penalty + best_by_trying(y, cut, penalty));
  }
  return best;
}

}  // namespace

TEST_CASE("one level is one segment") {
  stats::Random random(1, 1);
  CHECK(cuts_of(noisy(random, {{120, 0}})) == std::vector<std::size_t>{0});
}

TEST_CASE("a cold first value stands alone") {
  stats::Random random(1, 2);
  CHECK(cuts_of(noisy(random, {{1, 7.5}, {32, 0}})) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a change of level is cut where it is") {
  stats::Random random(1, 3);
  CHECK(cuts_of(noisy(random, {{40, 0.5}, {80, 0}})) == std::vector<std::size_t>{0, 40});
}

TEST_CASE("equal values are one segment with the exact mean") {
  const std::vector<stats::Segment> segments = stats::partition(std::vector<double>(50, 4.25));
  CHECK(segments == std::vector<stats::Segment>{{0, 50, 4.25, 0}});
}

TEST_CASE("nothing has no segments") {
  CHECK(stats::partition(std::vector<double>{}).empty());
}

TEST_CASE("no other cut costs less than the one that is found") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    stats::Random random(2, seed);
    const double step = 3 * random.uniform();
    const std::vector<double> y = noisy(random, {{1 + seed % 7, step}, {12, 0}, {10, step / 2}});
    const double penalty = 15 * std::log(static_cast<double>(y.size()));
    double found = -penalty;
    for (const stats::Segment& segment : stats::partition(y)) {
      found += penalty + stretch_cost(y, segment.first, segment.last);
    }
    CHECK(found == Approx(best_by_trying(y, 0, penalty)));
  }
}
