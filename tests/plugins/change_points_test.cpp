// SPDX-License-Identifier: Apache-2.0
#include "regime_model/change_points.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include "random_market.hpp"
#include "support/catch.hpp"

namespace {

using namespace barometer::regime_model;
using barometer::harness::RandomMarket;

// Marginal likelihood of values first .. last - 1 as one segment, in closed form (K. P. Murphy
// 2007, "Conjugate Bayesian analysis of the Gaussian distribution", eq. 95).
long double log_evidence(const std::vector<double>& x, std::size_t first, std::size_t last,
                         const NormalGamma& prior) {
  const long double n = static_cast<long double>(last - first);
  long double mean = 0;
  for (std::size_t t = first; t < last; ++t) {
    mean += x[t] / n;
  }
  long double squares = 0;
  for (std::size_t t = first; t < last; ++t) {
    squares += (x[t] - mean) * (x[t] - mean);
  }
  const long double kappa = prior.kappa + n;
  const long double alpha = prior.alpha + n / 2;
  const long double beta =
      prior.beta + squares / 2 +
      prior.kappa * n * (mean - prior.mean) * (mean - prior.mean) / (2 * kappa);
  return std::lgamma(alpha) - std::lgamma(static_cast<long double>(prior.alpha)) +
         prior.alpha * std::log(static_cast<long double>(prior.beta)) - alpha * std::log(beta) +
         std::log(prior.kappa / kappa) / 2 - n / 2 * std::log(2 * std::numbers::pi_v<long double>);
}

// P(run length = 0 .. t) behind each value t, from whole segments: behind[u] is the weight of "a
// change right behind value u" (of values 1 .. u together with their past changes).
std::vector<std::vector<long double>> brute_force(const std::vector<double>& x,
                                                  const ChangePointSettings& settings) {
  const long double hazard = settings.hazard;
  std::vector<long double> behind{1};
  std::vector<std::vector<long double>> posterior;
  for (std::size_t t = 1; t <= x.size(); ++t) {
    std::vector<long double> joint(t + 1);
    long double runs = 0;
    for (std::size_t n = 1; n <= t; ++n) {
      joint[n] = behind[t - n] * std::pow(1 - hazard, static_cast<long double>(n)) *
                 std::exp(log_evidence(x, t - n, t, settings.prior));
      runs += joint[n];
    }
    joint[0] = runs * hazard / (1 - hazard);
    behind.push_back(joint[0]);
    for (long double& p : joint) {
      p /= runs / (1 - hazard);
    }
    posterior.push_back(joint);
  }
  return posterior;
}

// Segments of changing mean and size.
std::vector<double> segments(std::uint64_t seed, std::size_t count) {
  RandomMarket random(seed);
  std::vector<double> x(count);
  double mean = 0;
  double size = 1;
  for (double& value : x) {
    if (random.uniform() < 0.05) {
      mean = random.normal();
      size = std::exp(random.normal());
    }
    value = mean + size * random.normal();
  }
  return x;
}

const ChangePointSettings kExact{{0.1, 0.7, 1.3, 0.4}, 0.03, 0, 1000};

}  // namespace

TEST_CASE("run lengths equal those of all segmentations, weighed one by one") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto x = segments(seed, 120);
    const auto expected = brute_force(x, kExact);
    ChangePoints detector(kExact);
    for (std::size_t t = 0; t < x.size(); ++t) {
      detector.update(x[t]);
      REQUIRE(detector.runs().size() == t + 2);
      for (const RunLength& run : detector.runs()) {
        const long double want = expected[t][static_cast<std::size_t>(run.values)];
        CHECK(std::fabs(run.probability - want) <= 1e-10L);
      }
    }
  }
}

TEST_CASE("P(run length < m) is the sum of the brute force's, and the best run its greatest") {
  const auto x = segments(4, 100);
  const auto expected = brute_force(x, kExact);
  ChangePoints detector(kExact);
  for (std::size_t t = 0; t < x.size(); ++t) {
    detector.update(x[t]);
    long double below = 0;
    for (std::size_t n = 0; n < std::min<std::size_t>(10, t + 2); ++n) {
      below += expected[t][n];
    }
    CHECK(detector.probability_below(10) == Approx(static_cast<double>(below)).margin(1e-10));
    const auto best = static_cast<std::size_t>(detector.most_probable());
    for (const long double p : expected[t]) {
      CHECK(expected[t][best] >= p - 1e-9L);
    }
  }
}

TEST_CASE("a bounded number of run lengths finds the same changes") {
  const auto x = segments(5, 3000);
  ChangePointSettings bounded = kExact;
  bounded.least_tail = 1e-4;
  bounded.most_lengths = 60;
  ChangePoints exact(kExact);
  ChangePoints cheap(bounded);
  double farthest = 0;
  for (std::size_t t = 0; t < 900; ++t) {
    exact.update(x[t]);
    cheap.update(x[t]);
    CHECK(cheap.runs().size() <= 61);
    farthest =
        std::max(farthest, std::fabs(exact.probability_below(20) - cheap.probability_below(20)));
  }
  CHECK(farthest < 0.02);
}

TEST_CASE("an outlier of any size leaves probabilities that sum to 1") {
  ChangePoints detector({{0, 1, 1, 1}, 0.01, 1e-4, 100});
  for (const double x : {0.1, -0.2, 1e150, 0.3, -1e-150, 0.0, 1e10}) {
    detector.update(x);
    double sum = 0;
    for (const RunLength& run : detector.runs()) {
      sum += run.probability;
    }
    CHECK(sum == Approx(1).epsilon(2e-4));
  }
}

TEST_CASE("a change of variance is dated") {
  RandomMarket random(6);
  ChangePoints detector({{0, 1, 1, 1}, 1.0 / 500, 1e-4, 100});
  for (int t = 0; t < 300; ++t) {
    detector.update(random.normal());
  }
  CHECK(detector.probability_below(24) < 0.05);
  for (int t = 0; t < 20; ++t) {
    detector.update(4 * random.normal());
  }
  CHECK(detector.probability_below(24) > 0.9);
  CHECK(detector.most_probable() >= 16);
  CHECK(detector.most_probable() <= 24);
}
