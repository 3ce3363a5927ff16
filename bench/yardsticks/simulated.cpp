// SPDX-License-Identifier: Apache-2.0
#include "simulated.hpp"
#include "data/market_data.hpp"

#include <cmath>

namespace barometer::yardsticks {

namespace {

// Marsaglia's polar method: exactly normal, where Random::normal() has bounded tails.
double gaussian(stats::Random& random) {
  while (true) {
    const double u = 2 * random.uniform() - 1;
    const double v = 2 * random.uniform() - 1;
    const double s = u * u + v * v;
    if (s > 0 && s < 1) {
      return u * std::sqrt(-2 * std::log(s) / s);
    }
  }
}

// Student-t with 5 degrees of freedom has variance 5/3.
double student5(stats::Random& random) {
  const double numerator = gaussian(random);
  double squares = 0;
  for (int i = 0; i < 5; ++i) {
    const double x = gaussian(random);
    squares += x * x;
  }
  return numerator / std::sqrt(squares / 5) * std::sqrt(3.0 / 5.0);
}

}  // namespace

double draw(Noise noise, stats::Random& random) {
  return noise == Noise::gaussian ? gaussian(random) : student5(random);
}

Simulated simulate(const TwoStates& model, Noise noise, std::size_t bars, stats::Random& random) {
  Simulated market;
  const double share_of_1 = model.leave[0] / (model.leave[0] + model.leave[1]);
  std::size_t state = random.uniform() < share_of_1 ? 1 : 0;
  double price = 100;
  for (std::size_t t = 0; t < bars; ++t) {
    if (random.uniform() < model.leave[state]) {
      state = 1 - state;
    }
    price *= std::exp(model.mean[state] + model.deviation[state] * draw(noise, random));
    market.closes.push_back(price);
    market.truth.push_back(static_cast<std::int8_t>(state));
  }
  return market;
}

std::vector<double> walk(double deviation, std::size_t bars, stats::Random& random) {
  return simulate({{0, 0}, {deviation, deviation}, {0.5, 0.5}}, Noise::gaussian, bars, random)
      .closes;
}

std::vector<double> log_returns(std::span<const double> closes) {
  std::vector<double> returns(closes.size());
  for (std::size_t t = 1; t < closes.size(); ++t) {
    returns[t] = std::log(closes[t] / closes[t - 1]);
  }
  return returns;
}

}  // namespace barometer::yardsticks
