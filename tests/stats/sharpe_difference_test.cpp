// SPDX-License-Identifier: Apache-2.0
#include "stats/sharpe_difference.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"
#include "support/rates.hpp"

namespace barometer {

namespace {

struct Returns {
  std::vector<double> a;
  std::vector<double> b;
};

struct World {
  double correlation = 0;
  double ar = 0;
  bool fat = false;
  double edge = 0;  // mean of a less that of b, in deviations
};

// The square root of 3 / chi-squared with 5 degrees of freedom: Student's t of variance 1.
double fat_factor(stats::Random& random) {
  double squares = 0;
  for (int i = 0; i < 5; ++i) {
    const double normal = random.normal();
    squares += normal * normal;
  }
  return std::sqrt(3 / squares);
}

Returns returns_of(const World& world, std::size_t count, std::uint64_t seed) {
  stats::Random random(seed, 17);
  Returns returns;
  double last_a = 0;
  double last_b = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double common = std::sqrt(world.correlation) * random.normal();
    const double own = std::sqrt(1 - world.correlation);
    const double fat = world.fat ? fat_factor(random) : 1;
    const double scale = std::sqrt(1 - world.ar * world.ar) * fat;
    last_a = world.ar * last_a + scale * (common + own * random.normal());
    last_b = world.ar * last_b + scale * (common + own * random.normal());
    returns.a.push_back(0.01 * (0.05 + world.edge + last_a));
    returns.b.push_back(0.02 * (0.05 + last_b));
  }
  return returns;
}

using Four = std::array<double, 4>;

// The paper's own way: moments (mu_a, mu_b, gamma_a, gamma_b), the gradient of the difference and
// Psi of natural blocks.
struct Moments {
  explicit Moments(const Returns& returns) {
    const auto n = static_cast<double>(returns.a.size());
    for (std::size_t i = 0; i < returns.a.size(); ++i) {
      at[0] += returns.a[i] / n;
      at[1] += returns.b[i] / n;
      at[2] += returns.a[i] * returns.a[i] / n;
      at[3] += returns.b[i] * returns.b[i] / n;
    }
  }

  double difference() const {
    return at[0] / std::sqrt(at[2] - at[0] * at[0]) - at[1] / std::sqrt(at[3] - at[1] * at[1]);
  }

  Four gradient() const {
    const double a = std::pow(at[2] - at[0] * at[0], 1.5);
    const double b = std::pow(at[3] - at[1] * at[1], 1.5);
    return {at[2] / a, -at[3] / b, -at[0] / (2 * a), at[1] / (2 * b)};
  }

  Four at{};
};

double error_of(const Returns& returns, std::size_t block) {
  const Moments moments(returns);
  const std::size_t blocks = returns.a.size() / block;
  std::array<Four, 4> psi{};
  for (std::size_t j = 0; j < blocks; ++j) {
    Four zeta{};
    for (std::size_t t = j * block; t < (j + 1) * block; ++t) {
      const Four y{returns.a[t], returns.b[t], returns.a[t] * returns.a[t],
                   returns.b[t] * returns.b[t]};
      for (std::size_t k = 0; k < 4; ++k) {
        zeta[k] += (y[k] - moments.at[k]) / std::sqrt(static_cast<double>(block));
      }
    }
    for (std::size_t k = 0; k < 16; ++k) {
      psi[k / 4][k % 4] += zeta[k / 4] * zeta[k % 4] / static_cast<double>(blocks);
    }
  }
  const Four gradient = moments.gradient();
  double variance = 0;
  for (std::size_t k = 0; k < 16; ++k) {
    variance += gradient[k / 4] * psi[k / 4][k % 4] * gradient[k % 4];
  }
  return std::sqrt(variance / static_cast<double>(returns.a.size()));
}

// |D* - D| / s* of draws that are other ones than the engine's, ascending.
std::vector<double> distances_of(const Returns& returns, std::size_t block, int draws) {
  const double difference = Moments(returns).difference();
  const std::size_t n = returns.a.size();
  stats::Random random(99, 99);
  std::vector<double> distances;
  for (int draw = 0; draw < draws; ++draw) {
    Returns drawn;
    std::size_t at = 0;
    for (std::size_t t = 0; t < n; ++t) {
      at = t % block == 0 ? static_cast<std::size_t>(random.uniform() * static_cast<double>(n))
                          : (at + 1) % n;
      drawn.a.push_back(returns.a[at]);
      drawn.b.push_back(returns.b[at]);
    }
    distances.push_back(std::abs(Moments(drawn).difference() - difference) /
                        error_of(drawn, block));
  }
  std::ranges::sort(distances);
  return distances;
}

}  // namespace

TEST_CASE("difference and error are those of the paper's gradient and Psi") {
  for (const std::size_t count : {30U, 251U, 1000U}) {
    const Returns returns = returns_of({.correlation = 0.5, .ar = 0.3, .fat = true}, count, 3);
    const auto ours = stats::sharpe_difference(returns.a, returns.b, 1);
    REQUIRE(ours);
    const auto n = static_cast<double>(count);
    const double ddof = std::sqrt((n - 1) / n);
    CHECK(ours->difference == Approx(ddof * Moments(returns).difference()).epsilon(1e-10));
    CHECK(ours->standard_error ==
          Approx(ddof * error_of(returns, static_cast<std::size_t>(ours->block))).epsilon(1e-9));
    CHECK(ours->block * 10 <= static_cast<std::int64_t>(count));
  }
}

TEST_CASE("p and interval are those of draws that are made one value at a time") {
  const Returns returns = returns_of({.correlation = 0.6, .ar = 0.3, .edge = 0.06}, 300, 8);
  const auto ours = stats::sharpe_difference(returns.a, returns.b, 5);
  REQUIRE(ours);
  REQUIRE(ours->block > 1);
  constexpr int kDraws = 4000;
  const std::vector<double> theirs =
      distances_of(returns, static_cast<std::size_t>(ours->block), kDraws);
  const double t = std::abs(ours->difference) / ours->standard_error;
  const auto as_far = theirs.end() - std::ranges::lower_bound(theirs, t);
  const double p = static_cast<double>(as_far) / kDraws;
  // Four standard errors of the difference of two shares, one of 1,999 and one of 4,000.
  CHECK(std::abs(ours->p - p) < 4 * std::sqrt(p * (1 - p) * (1 / 1999.0 + 1.0 / kDraws)) + 1e-3);
  const double reach = (ours->high - ours->difference) / ours->standard_error;
  CHECK(reach > theirs[static_cast<std::size_t>(0.93 * kDraws)]);
  CHECK(reach < theirs[static_cast<std::size_t>(0.97 * kDraws)]);
  CHECK(ours->difference - ours->low == Approx(ours->high - ours->difference));
}

TEST_CASE("intervals of a difference contain it in 92 to 97 % of the samples") {
  const auto world = GENERATE(World{}, World{.correlation = 0.7}, World{.ar = 0.3},
                              World{.correlation = 0.9, .fat = true, .edge = 0.1});
  // Of the whole distribution: deviations are those of the parts, AR and fat tails included.
  const double truth = world.edge;
  const std::int64_t trials = test::long_form() ? 2000 : 150;
  std::int64_t covered = 0;
  std::int64_t rejected = 0;
  for (std::int64_t trial = 0; trial < trials; ++trial) {
    const Returns returns = returns_of(world, 500, static_cast<std::uint64_t>(trial));
    const auto ours = stats::sharpe_difference(returns.a, returns.b, 1);
    REQUIRE(ours);
    covered += ours->low <= truth && truth <= ours->high ? 1 : 0;
    rejected += ours->p <= 0.05 ? 1 : 0;
    CHECK((ours->p <= 0.05) == (ours->low > 0 || ours->high < 0));
  }
  CAPTURE(world.correlation, world.ar, covered, rejected, trials);
  CHECK(test::inside(covered, trials, 0.92, 0.97));
  if (world.edge > 0) {
    CHECK(rejected > trials / 2);
  }
}

TEST_CASE("a difference does not depend on units, and turns with its sides") {
  const Returns returns = returns_of({.correlation = 0.5, .edge = 0.05}, 200, 4);
  std::vector<double> larger = returns.a;
  for (double& value : larger) {
    value *= 1024;
  }
  const auto ours = stats::sharpe_difference(returns.a, returns.b, 1);
  const auto scaled = stats::sharpe_difference(larger, returns.b, 1);
  const auto turned = stats::sharpe_difference(returns.b, returns.a, 1);
  const auto other = stats::sharpe_difference(returns.a, returns.b, 2);
  REQUIRE((ours && scaled && turned && other));
  CHECK(scaled->difference == ours->difference);
  CHECK(scaled->p == ours->p);
  CHECK(turned->difference == -ours->difference);
  CHECK(turned->p == ours->p);
  CHECK(turned->low == -ours->high);
  CHECK(other->high != ours->high);
}

TEST_CASE("there is no difference to be sure of where nothing differs or values are few") {
  const Returns returns = returns_of({}, 100, 5);
  std::vector<double> twice = returns.a;
  for (double& value : twice) {
    value *= 3;
  }
  const std::vector<double> flat(100, 0.25);
  CHECK(!stats::sharpe_difference(returns.a, returns.a, 1));
  CHECK(!stats::sharpe_difference(returns.a, twice, 1));
  CHECK(!stats::sharpe_difference(returns.a, flat, 1));
  CHECK(!stats::sharpe_difference(flat, returns.a, 1));
  const auto first = [](const std::vector<double>& values) { return std::span{values}.first(29); };
  CHECK(!stats::sharpe_difference(first(returns.a), first(returns.b), 1));
}

TEST_CASE("a series of which few values are more than rounding has no interval") {
  std::vector<double> steady(62);
  std::vector<double> rare(62);
  for (std::size_t i = 0; i < steady.size(); ++i) {
    steady[i] = i % 3 == 0 ? 0.01 : -0.004;
    rare[i] = (i % 2 == 0 ? 1 : -1) * 1e-12;  // of prices
  }
  rare[17] = 0.02;
  CHECK_FALSE(stats::sharpe_difference(rare, steady, 1));
  CHECK_FALSE(stats::sharpe_difference(steady, rare, 1));
  for (std::size_t i = 0; i < rare.size(); i += 7) {
    rare[i] = 0.02;
  }
  const auto known = stats::sharpe_difference(rare, steady, 1);
  REQUIRE(known);
  CHECK(known->high - known->low < 10);
}

TEST_CASE("without draws difference, error and block are the same") {
  const Returns returns = returns_of({.correlation = 0.5, .ar = 0.2}, 300, 6);
  const auto drawn = stats::sharpe_difference(returns.a, returns.b, 1);
  const auto measured = stats::measured_sharpe_difference(returns.a, returns.b);
  REQUIRE(drawn);
  REQUIRE(measured);
  CHECK(measured->difference == drawn->difference);
  CHECK(measured->standard_error == drawn->standard_error);
  CHECK(measured->block == drawn->block);
  CHECK_FALSE(stats::measured_sharpe_difference(returns.a, returns.a));
}

}  // namespace barometer
