// SPDX-License-Identifier: Apache-2.0
#include "stats/har_forecast.hpp"

#include <algorithm>

namespace barometer::stats {

namespace {

constexpr std::int64_t kLeastLearnt = 100;
constexpr double kLeastShare = 0.1;  // of the longest mean

}  // namespace

HarForecast::HarForecast(std::span<const double> values, const std::array<std::int64_t, 3>& windows)
    : values_(values), windows_(windows) {}

double HarForecast::next() {
  const double value = values_[static_cast<std::size_t>(seen_)];
  if (unit_ == 0) {
    unit_ = value;
  }
  if (seen_ >= windows_.back() && unit_ > 0) {
    learn(value / unit_);
  }
  for (std::size_t w = 0; w < windows_.size(); ++w) {
    sums_[w] += value;
    if (seen_ >= windows_[w]) {
      sums_[w] -= values_[static_cast<std::size_t>(seen_ - windows_[w])];
    }
  }
  ++seen_;
  if (unit_ == 0) {
    return 0;
  }
  terms_ = means();
  if (seen_ < windows_.back() + kLeastLearnt) {
    return 0;
  }
  const Terms weights = solve();
  double expected = 0;
  for (std::size_t i = 0; i < kTerms; ++i) {
    expected += weights[i] * terms_[i];
  }
  return unit_ * std::max(expected, kLeastShare * terms_.back());
}

void HarForecast::learn(double value) {
  for (std::size_t i = 0; i < kTerms; ++i) {
    for (std::size_t j = 0; j < kTerms; ++j) {
      products_[i][j] += terms_[i] * terms_[j];
    }
    moments_[i] += terms_[i] * value;
  }
}

HarForecast::Terms HarForecast::means() const {
  Terms terms{1};
  for (std::size_t w = 0; w < windows_.size(); ++w) {
    const auto bars = static_cast<double>(std::min(seen_, windows_[w]));
    terms[w + 1] = std::max(0.0, sums_[w]) / bars / unit_;
  }
  return terms;
}

// The least-squares weights, by elimination; a term that says nothing new gets none.
HarForecast::Terms HarForecast::solve() const {
  std::array<Terms, kTerms> left = products_;
  Terms right = moments_;
  for (std::size_t i = 0; i < kTerms; ++i) {
    if (!(left[i][i] > 1e-12 * products_[i][i])) {
      continue;
    }
    for (std::size_t row = 0; row < kTerms; ++row) {
      const double factor = row == i ? 0 : left[row][i] / left[i][i];
      for (std::size_t j = i; j < kTerms; ++j) {
        left[row][j] -= factor * left[i][j];
      }
      right[row] -= factor * right[i];
    }
  }
  Terms weights{};
  for (std::size_t i = 0; i < kTerms; ++i) {
    weights[i] = left[i][i] > 1e-12 * products_[i][i] ? right[i] / left[i][i] : 0;
  }
  return weights;
}

}  // namespace barometer::stats
