// SPDX-License-Identifier: Apache-2.0
#include "analysis/forecast_score.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace barometer::analysis {

namespace {

constexpr std::int64_t kLeastLearnt = 100;
constexpr double kLeastShare = 0.1;  // of the longest mean

// What one date adds: the sum of its bars' differences, and their number.
struct DateSum {
  double difference = 0;
  std::int64_t bars = 0;
};

struct Tally {
  ForecastScore score;
  std::map<std::int64_t, DateSum> dates;

  void add(core::Timestamp close_time, double square, double forecast, double ewma, double har) {
    if (!(forecast > 0 && ewma > 0 && har > 0)) {
      return;
    }
    const auto loss = [square](double variance) { return std::log(variance) + square / variance; };
    ++score.bars;
    score.forecast += loss(forecast);
    score.ewma += loss(ewma);
    score.har += loss(har);
    DateSum& date = dates[(close_time - 1) / core::kDay];
    date.difference += loss(forecast) - loss(har);
    ++date.bars;
  }
};

std::array<std::int64_t, 3> har_windows(double bars_per_session_day) {
  if (bars_per_session_day <= 1) {
    return {1, 5, 22};
  }
  const auto days = [&](double count) {
    return std::max<std::int64_t>(2, std::llround(count * bars_per_session_day));
  };
  return {1, days(1), days(5)};
}

void add_symbol(const ForecastSeries& symbol, Tally& tally) {
  constexpr double kDecay = 0.94;
  std::vector<double> squares;
  for (std::size_t t = 1; t < symbol.closes.size(); ++t) {
    const double log_return = std::log(symbol.closes[t] / symbol.closes[t - 1]);
    squares.push_back(std::isfinite(log_return) ? log_return * log_return : 0);
  }
  HarForecast har(squares, har_windows(symbol.bars_per_session_day));
  double sum = 0;
  double weights = 0;
  for (std::size_t k = 0; k + 1 < squares.size(); ++k) {
    sum = kDecay * sum + squares[k];
    weights = kDecay * weights + 1;
    const double by_har = har.next();
    if (k >= squares.size() / 2) {
      const double day = static_cast<double>(symbol.forecast[k + 1]);
      tally.add(symbol.close_times[k + 2], squares[k + 1], day * day / symbol.bars_per_session_day,
                sum / weights, by_har);
    }
  }
}

}  // namespace

ForecastScore score_forecasts(std::span<const ForecastSeries> symbols) {
  Tally tally;
  for (const ForecastSeries& symbol : symbols) {
    add_symbol(symbol, tally);
  }
  ForecastScore& score = tally.score;
  const auto bars = static_cast<double>(score.bars);
  score.forecast /= bars;
  score.ewma /= bars;
  score.har /= bars;
  score.over_har = score.forecast - score.har;
  double squares = 0;
  for (const auto& [date, sum] : tally.dates) {
    const double around = sum.difference - static_cast<double>(sum.bars) * score.over_har;
    squares += around * around;
  }
  score.dates = std::ssize(tally.dates);
  score.standard_error = std::sqrt(squares) / bars;
  return score;
}

HarForecast::HarForecast(std::span<const double> squares,
                         const std::array<std::int64_t, 3>& windows)
    : squares_(squares), windows_(windows) {}

double HarForecast::next() {
  const double square = squares_[static_cast<std::size_t>(seen_)];
  if (unit_ == 0) {
    unit_ = square;
  }
  if (seen_ >= windows_.back() && unit_ > 0) {
    learn(square / unit_);
  }
  for (std::size_t w = 0; w < windows_.size(); ++w) {
    sums_[w] += square;
    if (seen_ >= windows_[w]) {
      sums_[w] -= squares_[static_cast<std::size_t>(seen_ - windows_[w])];
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
  double variance = 0;
  for (std::size_t i = 0; i < kTerms; ++i) {
    variance += weights[i] * terms_[i];
  }
  return unit_ * std::max(variance, kLeastShare * terms_.back());
}

void HarForecast::learn(double square) {
  for (std::size_t i = 0; i < kTerms; ++i) {
    for (std::size_t j = 0; j < kTerms; ++j) {
      products_[i][j] += terms_[i] * terms_[j];
    }
    moments_[i] += terms_[i] * square;
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

}  // namespace barometer::analysis
