// SPDX-License-Identifier: Apache-2.0
#include "inference/simulated_values.hpp"

#include <barometer/abi/regime.h>

#include <cmath>

#include "stats/random.hpp"

namespace barometer::test {

namespace {

// Student's t with 5 degrees of freedom over its own normal part, scaled to variance 1: the factor
// that a normal shock is multiplied by, common to all symbols of a bar.
double student_factor(stats::Random& random) {
  double squares = 0;
  for (int i = 0; i < 5; ++i) {
    const double normal = random.normal();
    squares += normal * normal;
  }
  return std::sqrt(3 / squares);
}

// One deviation per bar for all symbols: 1 and 2.5 that dwell 100 and 25 bars on average.
std::vector<double> two_states(std::size_t bars, stats::Random& random) {
  std::vector<double> deviations;
  bool wild = false;
  for (std::size_t bar = 0; bar < bars; ++bar) {
    wild = random.uniform() < (wild ? 0.04 : 0.01) ? !wild : wild;
    deviations.push_back((wild ? 2.5 : 1) / std::sqrt(0.8 + 0.2 * 6.25));
  }
  return deviations;
}

// GARCH(1, 1) with variance 1 of one symbol.
struct Garch {
  double variance = 1;

  double deviation() const { return std::sqrt(variance); }

  void follow(double value) { variance = 0.02 + 0.08 * value * value + 0.9 * variance; }
};

std::vector<std::int8_t> volatility_labels(const std::vector<double>& values) {
  std::vector<std::int8_t> labels;
  double mean_square = 1;
  for (std::size_t bar = 0; bar < values.size(); ++bar) {
    mean_square += 0.07 * (values[bar] * values[bar] - mean_square);
    const double deviation = std::sqrt(mean_square);
    const auto label = deviation < 0.8 ? 0 : deviation < 1.2 ? 1 : 2;
    labels.push_back(bar < 20 ? BM_TAG_UNKNOWN : static_cast<std::int8_t>(label));
  }
  return labels;
}

std::vector<std::int8_t> trend_labels(const std::vector<double>& values) {
  constexpr std::size_t kWindow = 20;
  std::vector<std::int8_t> labels;
  double sum = 0;
  double squares = 0;
  for (std::size_t bar = 0; bar < values.size(); ++bar) {
    sum += values[bar];
    squares += values[bar] * values[bar];
    if (bar >= kWindow) {
      sum -= values[bar - kWindow];
      squares -= values[bar - kWindow] * values[bar - kWindow];
    }
    const double z = sum / std::sqrt(squares);
    const auto label = z < -0.7 ? 0 : z < 0.7 ? 1 : 2;
    labels.push_back(bar < kWindow ? BM_TAG_UNKNOWN : static_cast<std::int8_t>(label));
  }
  return labels;
}

std::vector<std::int8_t> independent_labels(std::size_t bars, stats::Random& random) {
  std::vector<std::int8_t> labels;
  std::int8_t label = 0;
  for (std::size_t bar = 0; bar < bars; ++bar) {
    label = random.uniform() < 0.07 ? static_cast<std::int8_t>(random.uniform() * 3) : label;
    labels.push_back(label);
  }
  return labels;
}

}  // namespace

SimulatedValues simulate(const SimulatedShape& shape, std::uint64_t seed) {
  stats::Random random(seed, 1);
  SimulatedValues world;
  world.values.resize(shape.symbols);
  std::vector<Garch> garch(shape.symbols);
  const auto states = two_states(shape.bars, random);
  for (std::size_t bar = 0; bar < shape.bars; ++bar) {
    const double common = random.normal();
    const double fat = shape.variance == Variance::garch_t ? student_factor(random) : 1;
    for (std::size_t s = 0; s < shape.symbols; ++s) {
      const double shock = fat * (std::sqrt(shape.correlation) * common +
                                  std::sqrt(1 - shape.correlation) * random.normal());
      const double deviation = shape.variance == Variance::garch_t     ? garch[s].deviation()
                               : shape.variance == Variance::two_state ? states[bar]
                                                                       : 1;
      garch[s].follow(deviation * shock);
      const double before = bar > 0 ? world.values[s].back() : 0;
      world.values[s].push_back(shape.ar * before + std::sqrt(1 - shape.ar * shape.ar) * deviation *
                                                        shock *
                                                        shape.rhythm[bar % shape.rhythm.size()]);
    }
  }
  const auto labels = independent_labels(shape.bars, random);
  for (const std::vector<double>& values : world.values) {
    world.volatility.push_back(volatility_labels(values));
    world.trend.push_back(trend_labels(values));
    world.independent.push_back(labels);
  }
  return world;
}

}  // namespace barometer::test
