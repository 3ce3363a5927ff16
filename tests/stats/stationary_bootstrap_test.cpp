// SPDX-License-Identifier: Apache-2.0
#include "stats/stationary_bootstrap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "stats/order_statistics.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

std::vector<double> autoregressive(std::size_t count, std::uint64_t stream) {
  stats::Random random(0xb007, stream);
  std::vector<double> values(count);
  double last = 0;
  for (double& value : values) {
    last = 0.5 * last + random.normal();
    value = last;
  }
  return values;
}

// The published definition, value by value: with probability 1 / mean_length the next value is one
// anywhere, else the one after this one.
std::vector<double> one_by_one(const std::vector<double>& values, double mean_length,
                               stats::Random& random) {
  const auto anywhere = [&] {
    return static_cast<std::size_t>(random.uniform() * static_cast<double>(values.size()));
  };
  std::vector<double> drawn;
  std::size_t at = anywhere();
  while (drawn.size() < values.size()) {
    drawn.push_back(values[at]);
    at = random.uniform() < 1 / mean_length ? anywhere() : (at + 1) % values.size();
  }
  return drawn;
}

double deepest_fall(const std::vector<double>& values) {
  std::vector<double> path{0};
  for (const double value : values) {
    path.push_back(path.back() + value);
  }
  double fall = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    fall = std::max(fall, *std::ranges::max_element(std::span{path}.first(i + 1)) - path[i]);
  }
  return fall;
}

// Of one draw, with another beside it.
std::array<double, 4> falls_of(const stats::StationaryBootstrap& bootstrap,
                               const std::array<std::uint64_t, 4>& numbers,
                               const std::array<double, 4>& shifts) {
  std::array<stats::StationaryBootstrap::Blocks, 4> drawn;
  std::ranges::transform(numbers, drawn.begin(),
                         [&](std::uint64_t number) { return bootstrap.draw(number); });
  return bootstrap.deepest_falls(drawn, shifts);
}

double fall_of(const stats::StationaryBootstrap& bootstrap, std::uint64_t draw, double shift) {
  return falls_of(bootstrap, {draw, draw + 1, draw + 2, draw}, {shift, 0, 1, -1})[0];
}

double mean_of(const stats::StationaryBootstrap& bootstrap, std::uint64_t draw) {
  return bootstrap.mean(bootstrap.draw(draw));
}

double variance_of(const std::vector<double>& values) {
  const double deviation = stats::standard_deviation_of(values);
  return deviation * deviation;
}

// Politis & Romano 1994, lemma 1: n x variance of a drawn mean, given the values.
double variance_by_formula(const std::vector<double>& values, double mean_length) {
  const auto n = static_cast<double>(values.size());
  const double mean = stats::mean_of(values);
  const double goes_on = 1 - 1 / mean_length;
  double variance = 0;
  for (std::size_t lag = 0; lag < values.size(); ++lag) {
    double covariance = 0;
    for (std::size_t t = lag; t < values.size(); ++t) {
      covariance += (values[t] - mean) * (values[t - lag] - mean) / n;
    }
    const double k = static_cast<double>(lag);
    const double weight = (1 - k / n) * std::pow(goes_on, k) + k / n * std::pow(goes_on, n - k);
    variance += lag == 0 ? covariance : 2 * weight * covariance;
  }
  return variance;
}

}  // namespace

TEST_CASE("drawn means vary as Politis and Romano's formula says") {
  const std::vector<double> values = autoregressive(80, 1);
  for (const double mean_length : {1.0, 3.0, 12.5}) {
    const stats::StationaryBootstrap bootstrap(values, mean_length, 7);
    std::vector<double> means;
    for (std::uint64_t draw = 0; draw < 40'000; ++draw) {
      means.push_back(mean_of(bootstrap, draw));
    }
    INFO("blocks of " << mean_length);
    // A variance of 40,000 draws has a standard error of .7 %.
    CHECK(variance_of(means) * 80 ==
          Approx(variance_by_formula(values, mean_length)).epsilon(0.03));
    CHECK(std::abs(stats::mean_of(means) - stats::mean_of(values)) <
          4 * std::sqrt(variance_of(means) / 40'000));
  }
}

TEST_CASE("falls are spread as those of series drawn value by value") {
  const std::vector<double> values = autoregressive(60, 2);
  const stats::StationaryBootstrap bootstrap(values, 5, 3);
  stats::Random random(4, 4);
  std::vector<double> ours;
  std::vector<double> theirs;
  for (std::uint64_t draw = 0; draw < 20'000; ++draw) {
    ours.push_back(fall_of(bootstrap, draw, 0));
    theirs.push_back(deepest_fall(one_by_one(values, 5, random)));
  }
  for (const double q : {0.025, 0.25, 0.5, 0.75, 0.975}) {
    INFO(q);
    CHECK(stats::quantile_of(ours, q) == Approx(stats::quantile_of(theirs, q)).epsilon(0.03));
  }
}

TEST_CASE("a fall and a mean of one draw belong to the same series") {
  // Of falling values alone, the fall is the whole way.
  std::vector<double> values = autoregressive(100, 3);
  for (double& value : values) {
    value = -std::abs(value);
  }
  const stats::StationaryBootstrap bootstrap(values, 4, 11);
  for (std::uint64_t draw = 0; draw < 50; ++draw) {
    CHECK(fall_of(bootstrap, draw, 0) == Approx(-100 * mean_of(bootstrap, draw)).epsilon(1e-12));
    CHECK(fall_of(bootstrap, draw, -0.5) ==
          Approx(50 - 100 * mean_of(bootstrap, draw)).epsilon(1e-12));
  }
}

TEST_CASE("a draw depends on its seed and number, and scales with a power of two to the bit") {
  const std::vector<double> values = autoregressive(90, 4);
  std::vector<double> doubled = values;
  for (double& value : doubled) {
    value *= 2;
  }
  const stats::StationaryBootstrap one(values, 6, 1);
  const stats::StationaryBootstrap two(doubled, 6, 1);
  const stats::StationaryBootstrap other(values, 6, 2);
  CHECK(mean_of(one, 5) == mean_of(stats::StationaryBootstrap(values, 6, 1), 5));
  CHECK(mean_of(one, 5) != mean_of(one, 6));
  CHECK(mean_of(one, 5) != mean_of(other, 5));
  CHECK(mean_of(two, 5) == 2 * mean_of(one, 5));
  CHECK(fall_of(two, 5, 0.25) == 2 * fall_of(one, 5, 0.125));
}

TEST_CASE("a fall is the same in either place and beside any other") {
  const stats::StationaryBootstrap bootstrap(autoregressive(301, 8), 7, 3);
  for (std::uint64_t draw = 0; draw < 50; ++draw) {
    const double fall = fall_of(bootstrap, draw, 0.1);
    CHECK(falls_of(bootstrap, {draw, draw, draw, draw}, {0.1, 0.1, 0.1, 0.1}) ==
          std::array{fall, fall, fall, fall});
    for (std::size_t i = 0; i < 4; ++i) {
      std::array<std::uint64_t, 4> draws{draw + 7, draw + 3, draw + 5, draw + 1};
      std::array<double, 4> shifts{-0.2, 0.3, 0, 0.05};
      draws[i] = draw;
      shifts[i] = 0.1;
      CHECK(falls_of(bootstrap, draws, shifts)[i] == fall);
    }
  }
}

TEST_CASE("a series of one value can only be drawn as it is") {
  const std::vector<double> values{-3};
  const stats::StationaryBootstrap bootstrap(values, 1, 1);
  CHECK(mean_of(bootstrap, 0) == -3);
  CHECK(fall_of(bootstrap, 0, 0) == 3);
}

}  // namespace barometer
