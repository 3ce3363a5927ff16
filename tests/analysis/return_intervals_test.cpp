// SPDX-License-Identifier: Apache-2.0
#include "analysis/return_intervals.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/metrics.hpp"
#include "core/workers.hpp"
#include "stats/block_length.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

// The coverage is simulated in return_coverage_test.

namespace barometer {

namespace {

std::vector<analysis::Sample> curve_of(const std::vector<double>& growth) {
  std::vector<analysis::Sample> samples{{0, 1000}};
  for (std::size_t i = 0; i < growth.size(); ++i) {
    samples.push_back({static_cast<core::Timestamp>(i + 1) * core::kDay,
                       samples.back().equity * std::exp(growth[i])});
  }
  return samples;
}

std::vector<double> steps(std::size_t count) {
  stats::Random random(0x1a7e, 1);
  std::vector<double> growth;
  double last = 0;
  for (std::size_t i = 0; i < count; ++i) {
    last = 0.3 * last + random.normal();
    growth.push_back(0.0006 + 0.01 * last);
  }
  return growth;
}

analysis::ReturnIntervals resample(const std::vector<analysis::Sample>& samples, int threads = 1) {
  core::Workers workers(threads);
  return analysis::resample_returns(samples, workers);
}

// A series drawn value by value, with other random numbers than the engine's.
std::vector<double> drawn(const std::vector<double>& growth, double block, stats::Random& random) {
  const auto anywhere = [&] {
    return static_cast<std::size_t>(random.uniform() * static_cast<double>(growth.size()));
  };
  std::vector<double> path;
  for (std::size_t at = anywhere(); path.size() < growth.size();
       at = random.uniform() < 1 / block ? anywhere() : (at + 1) % growth.size()) {
    path.push_back(growth[at]);
  }
  return path;
}

double depth_of(const std::vector<double>& growth, double shift) {
  double worth = 1;
  double peak = 1;
  double depth = 0;
  for (const double step : growth) {
    worth *= std::exp(step + shift);
    peak = std::max(peak, worth);
    depth = std::max(depth, 1 - worth / peak);
  }
  return depth;
}

}  // namespace

TEST_CASE("intervals are those of the definition, drawn value by value") {
  const std::vector<double> growth = steps(400);
  const analysis::ReturnIntervals ours = resample(curve_of(growth));
  const double block = std::max(stats::politis_white_length(growth) / std::cbrt(1.5), 0.65 * 20);
  CHECK(ours.block_sessions == Approx(block));
  const double b = 2 * block / 400;
  const double factor = (1.96 + 2.9694 * b + .416 * b * b - .5324 * b * b * b) / 1.96;
  const double mean = stats::mean_of(growth);
  stats::Random random(99, 99);
  std::vector<double> rates;
  std::vector<double> depths;
  for (int draw = 0; draw < 20'000; ++draw) {
    const double error = (stats::mean_of(drawn(growth, block, random)) - mean) * factor;
    rates.push_back(std::exp((mean + error) * 365.25) - 1);
    depths.push_back(depth_of(drawn(growth, block, random), error));
  }
  // 1000 draws leave a quantile of 2.5 % uncertain by a tenth of what lies between it and the
  // middle.
  const double wide = stats::quantile_of(rates, 0.975) - stats::quantile_of(rates, 0.025);
  CHECK(std::abs(ours.cagr->low - stats::quantile_of(rates, 0.025)) < 0.05 * wide);
  CHECK(std::abs(ours.cagr->high - stats::quantile_of(rates, 0.975)) < 0.1 * wide);
  CHECK(ours.max_drawdown->low == Approx(stats::quantile_of(depths, 0.025)).epsilon(0.1));
  CHECK(ours.max_drawdown->high == Approx(stats::quantile_of(depths, 0.975)).epsilon(0.1));
}

TEST_CASE("intervals are the same bits for any number of threads and any power of two of money") {
  std::vector<analysis::Sample> samples = curve_of(steps(250));
  const analysis::ReturnIntervals one = resample(samples, 1);
  const analysis::ReturnIntervals three = resample(samples, 3);
  CHECK(one.cagr->low == three.cagr->low);
  CHECK(one.max_drawdown->high == three.max_drawdown->high);
  for (analysis::Sample& sample : samples) {
    sample.equity *= 1024;
  }
  const analysis::ReturnIntervals rich = resample(samples, 1);
  CHECK(one.cagr->high == rich.cagr->high);
  CHECK(one.max_drawdown->low == rich.max_drawdown->low);
}

TEST_CASE("the growth that was lies inside its interval, and depths between 0 and 1") {
  const std::vector<analysis::Sample> samples = curve_of(steps(500));
  const analysis::ReturnIntervals found = resample(samples);
  const double cagr = analysis::measure_returns(samples, 365).cagr.value();
  CHECK(found.cagr->low < cagr);
  CHECK(cagr < found.cagr->high);
  CHECK(0 < found.max_drawdown->low);
  CHECK(found.max_drawdown->low < found.max_drawdown->high);
  CHECK(found.max_drawdown->high < 1);
}

TEST_CASE("what has too few returns, or too few that are not 0, has no interval and says why") {
  const analysis::ReturnIntervals brief = resample(curve_of(steps(99)));
  CHECK_FALSE(brief.cagr.has_value());
  CHECK_FALSE(brief.max_drawdown.has_value());
  REQUIRE(brief.missing.has_value());
  CHECK(brief.missing->need == 100);
  CHECK(resample(curve_of(steps(100))).cagr.has_value());
  const analysis::ReturnIntervals idle = resample(curve_of(std::vector<double>(1000, 0.0)));
  REQUIRE(idle.missing.has_value());
  CHECK(idle.missing->have == 0);
  CHECK(idle.missing->what == "blocks");
}

TEST_CASE("an account that was lost has no interval") {
  std::vector<analysis::Sample> samples = curve_of(steps(300));
  samples[200].equity = -5;
  const analysis::ReturnIntervals found = resample(samples);
  CHECK_FALSE(found.cagr.has_value());
  CHECK_FALSE(found.max_drawdown.has_value());
  CHECK_FALSE(found.missing.has_value());
}

TEST_CASE("an account that grows by the same each session has an interval without width") {
  const analysis::ReturnIntervals found = resample(curve_of(std::vector<double>(365, 0.001)));
  CHECK(found.cagr->low == Approx(std::expm1(0.36525)).epsilon(1e-9));
  CHECK(found.cagr->high == Approx(found.cagr->low).epsilon(1e-9));
  CHECK(found.max_drawdown->high == Approx(0).margin(1e-12));
}

}  // namespace barometer
