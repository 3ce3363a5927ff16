// SPDX-License-Identifier: Apache-2.0
#include "reference_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace barometer::yardsticks {

namespace {

constexpr std::size_t kWindow = 24;
constexpr std::size_t kLookback = 168;

double density(const TwoStates& model, std::size_t state, double value) {
  const double z = (value - model.mean[state]) / model.deviation[state];
  return std::exp(-0.5 * z * z) / model.deviation[state];
}

}  // namespace

std::vector<std::int8_t> oracle_filter(const TwoStates& model, std::span<const double> closes) {
  const std::vector<double> wild = oracle_probability(model, closes);
  std::vector<std::int8_t> ids(closes.size());
  for (std::size_t t = 1; t < closes.size(); ++t) {
    ids[t] = wild[t] > 0.5;
  }
  return ids;
}

std::vector<double> oracle_probability(const TwoStates& model, std::span<const double> closes) {
  const std::vector<double> returns = log_returns(closes);
  std::vector<double> wild(closes.size(), model.leave[0] / (model.leave[0] + model.leave[1]));
  for (std::size_t t = 1; t < closes.size(); ++t) {
    const double predicted =
        wild[t - 1] * (1 - model.leave[1]) + (1 - wild[t - 1]) * model.leave[0];
    const double one = predicted * density(model, 1, returns[t]);
    const double zero = (1 - predicted) * density(model, 0, returns[t]);
    wild[t] = one / (one + zero);
  }
  return wild;
}

std::vector<std::int8_t> percentile_rule(std::span<const double> closes) {
  const std::vector<double> returns = log_returns(closes);
  std::vector<double> sums(closes.size());
  std::vector<std::int8_t> ids(closes.size());
  for (std::size_t t = kWindow; t < closes.size(); ++t) {
    for (std::size_t k = 0; k < kWindow; ++k) {
      sums[t] += returns[t - k] * returns[t - k];
    }
    if (t >= kWindow + kLookback) {
      const auto past = std::span{sums}.subspan(t - kLookback, kLookback);
      const auto below = std::ranges::count_if(past, [&](double sum) { return sum < sums[t]; });
      ids[t] = static_cast<double>(below) > 0.8 * static_cast<double>(kLookback);
    }
  }
  return ids;
}

}  // namespace barometer::yardsticks
