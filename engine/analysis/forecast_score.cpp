// SPDX-License-Identifier: Apache-2.0
#include "analysis/forecast_score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "stats/har_forecast.hpp"

namespace barometer::analysis {

namespace {

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
  stats::HarForecast har(squares, har_windows(symbol.bars_per_session_day));
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

}  // namespace barometer::analysis
