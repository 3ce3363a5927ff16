// SPDX-License-Identifier: Apache-2.0
#include "stats/best_by_luck.hpp"

#include <bit>
#include <cmath>
#include <vector>

#include "stats/moments.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr std::size_t kPeriods = 64;

// Row i of Walsh's functions: +1 and -1 with mean 0, exactly uncorrelated with all others.
double walsh(std::size_t i, std::size_t t) {
  return std::popcount(i & t) % 2 == 0 ? 1 : -1;
}

// Rows whose correlations are exactly `rho`, in units that do not matter.
std::vector<double> alike(std::size_t rows, double rho) {
  std::vector<double> values;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t t = 0; t < kPeriods; ++t) {
      values.push_back(0.3 +
                       0.01 * static_cast<double>(i + 1) *
                           (std::sqrt(rho) * walsh(1, t) + std::sqrt(1 - rho) * walsh(i + 2, t)));
    }
  }
  return values;
}

// P(max of n normal values of correlation rho >= x), by the factor that they share.
double reached(double x, double n, double rho) {
  constexpr double kStep = 0.02;
  double below = 0;
  for (double factor = -8; factor <= 8; factor += kStep) {
    const double density = std::exp(-factor * factor / 2) / std::sqrt(2 * std::acos(-1.0));
    const double each =
        stats::normal_probability((x - std::sqrt(rho) * factor) / std::sqrt(1 - rho));
    below += kStep * density * std::pow(each, n);
  }
  return 1 - below;
}

double mean_of_best(double n, double rho) {
  constexpr double kStep = 0.02;
  double mean = 0;
  for (double x = kStep / 2; x < 8; x += kStep) {
    mean += kStep * (reached(x, n, rho) - (1 - reached(-x, n, rho)));
  }
  return mean;
}

stats::BestByLuck luck(const std::vector<double>& values, double trials, double best,
                       int threads = 1, std::uint64_t seed = 1) {
  core::Workers workers(threads);
  return stats::best_by_luck({values, kPeriods}, trials, best, seed, workers).value();
}

// Four standard errors of a share of 10,000 draws, and one draw.
double margin_of(double share) {
  return 4 * std::sqrt(share * (1 - share) / 10'000) + 1e-4;
}

}  // namespace

TEST_CASE("the best of trials that are alike is as high as the factor that they share says") {
  const double rho = GENERATE(0.0, 0.3, 0.7);
  const std::size_t rows = GENERATE(1U, 2U, 30U);
  const std::vector<double> values = alike(rows, rho);
  const auto n = static_cast<double>(rows);
  for (const double z : {0.5, 1.6, 2.5}) {
    const double exact = reached(z, n, rho);
    CAPTURE(rho, rows, z);
    CHECK(std::abs(luck(values, n, z / 8).chance - exact) < margin_of(exact));
  }
  // The deviation of the best is below 1: four errors of a mean of 10,000.
  CHECK(std::abs(luck(values, n, 0).expected * 8 - mean_of_best(n, rho)) < 0.04);
}

TEST_CASE("trials whose returns were not kept count as further studies like the kept ones") {
  const std::vector<double> values = alike(20, 0);
  for (const double z : {1.6, 2.5, 3.2}) {
    const double exact = reached(z, 100, 0);
    // Five copies multiply the error of one.
    CHECK(std::abs(luck(values, 100, z / 8).chance - exact) < 5 * margin_of(reached(z, 20, 0)));
  }
  CHECK(std::abs(luck(values, 100, 0).expected * 8 - mean_of_best(100, 0)) < 0.05);
  CHECK(luck(values, 100, 0.2).copies == 5);
  CHECK(luck(values, 7, 0.2).copies == 1);
}

TEST_CASE("what no draw reaches is as rare as the draws can say, and no rarer") {
  const std::vector<double> values = alike(20, 0);
  CHECK(luck(values, 20, 2).chance == Approx(1.0 / 10'001));
  CHECK(luck(values, 200, 2).chance == Approx(10.0 / 10'001).epsilon(0.01));
  CHECK(luck(values, 20, -5).chance == 1);
}

TEST_CASE("trials that never did anything are never the best by luck") {
  const std::vector<double> idle(2 * kPeriods, 0.0);
  CHECK(luck(idle, 2, 0).chance == 1);
  CHECK(luck(idle, 2, 1e-9).chance == Approx(1.0 / 10'001));
  CHECK(luck(idle, 2, 0).expected == 0);
  core::Workers workers(1);
  CHECK(!stats::best_by_luck({{}, kPeriods}, 1, 0, 1, workers));
  CHECK(!stats::best_by_luck({std::span(idle).first(3), 1}, 1, 0, 1, workers));
}

TEST_CASE("luck is the same to the bit for any number of threads, and the seed's") {
  const std::vector<double> values = alike(31, 0.3);
  const stats::BestByLuck one = luck(values, 31, 0.2);
  for (const int threads : {2, 8}) {
    CHECK(luck(values, 31, 0.2, threads).expected == one.expected);
    CHECK(luck(values, 31, 0.2, threads).chance == one.chance);
  }
  CHECK(luck(values, 31, 0.2, 1, 2).expected != one.expected);
}

}  // namespace barometer
