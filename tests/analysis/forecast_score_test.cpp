// SPDX-License-Identifier: Apache-2.0
#include "analysis/forecast_score.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using analysis::ForecastScore;
using analysis::ForecastSeries;

// A walk whose deviation takes ten bars of one size and ten of another, with the true one as
// forecast of the next bar.
struct Walk {
  Walk(std::uint64_t seed, std::size_t bars) {
    stats::Random random(seed, 0);
    double price = 100;
    for (std::size_t t = 0; t < bars; ++t) {
      price *= std::exp(deviation(t) * random.normal());
      closes.push_back(price);
      times.push_back(static_cast<core::Timestamp>(t + 1) * core::kDay);
      truth.push_back(static_cast<float>(deviation(t + 1)));
    }
  }

  static double deviation(std::size_t t) { return t / 10 % 2 == 0 ? 0.005 : 0.02; }

  ForecastSeries series() const { return {times, closes, truth, 1}; }

  std::vector<core::Timestamp> times;
  std::vector<double> closes;
  std::vector<float> truth;
};

}  // namespace

TEST_CASE("forecasts: who knows the variance is better than EWMA and HAR") {
  const Walk walk(2, 4000);
  const ForecastSeries series = walk.series();
  const ForecastScore score = analysis::score_forecasts({&series, 1});
  CHECK(score.bars == 1999);
  CHECK(score.dates == 1999);
  CHECK(score.forecast < score.ewma);
  CHECK(score.forecast < score.har);
  CHECK(score.over_har == Approx(score.forecast - score.har));
  CHECK(score.over_har < -2 * score.standard_error);
  // ln h + 1 on average where the variance is known.
  CHECK(score.forecast == Approx(1 + std::log(0.005 * 0.02)).margin(0.1));
}

TEST_CASE("forecasts: symbols of the same dates are no further observations") {
  const Walk walk(3, 2000);
  const std::vector<ForecastSeries> once{walk.series()};
  const std::vector<ForecastSeries> thrice(3, walk.series());
  const ForecastScore one = analysis::score_forecasts(once);
  const ForecastScore three = analysis::score_forecasts(thrice);
  CHECK(three.bars == 3 * one.bars);
  CHECK(three.dates == one.dates);
  CHECK(three.over_har == Approx(one.over_har));
  CHECK(three.standard_error == Approx(one.standard_error));
}

TEST_CASE("forecasts: unknown ones and prices that stand still are not judged") {
  Walk walk(4, 2000);
  std::fill(walk.truth.begin() + 1200, walk.truth.begin() + 1300, std::nanf(""));
  const ForecastSeries gap = walk.series();
  CHECK(analysis::score_forecasts({&gap, 1}).bars == 999 - 100);
  std::fill(walk.closes.begin(), walk.closes.end(), 100.0);
  const ForecastSeries still = walk.series();
  CHECK(analysis::score_forecasts({&still, 1}).bars == 0);
}

}  // namespace barometer
