// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/benchmark_metrics.hpp"
#include "analysis/metrics.hpp"
#include "support/catch.hpp"

// Figures in metrics.golden are those of tests/oracles/metrics_oracle.py, which also holds them
// beside empyrical-reloaded.

namespace barometer {

namespace {

// The oracle's generator and series, in the same order of operations.
std::vector<analysis::Sample> series(std::uint64_t seed,
                                     const std::vector<analysis::Sample>* other = nullptr) {
  std::vector<analysis::Sample> samples{{0, 100'000}};
  for (std::size_t i = 0; i < 500; ++i) {
    seed = (1'103'515'245 * seed + 12'345) % (std::uint64_t{1} << 31);
    const double number = static_cast<double>(seed) / 2'147'483'648.0 - 0.5;
    double moved = 0.0007 + 0.03 * number * std::abs(number);
    if (other != nullptr) {
      moved += 0.5 * ((*other)[i + 1].equity / (*other)[i].equity - 1);
    }
    samples.push_back(
        {static_cast<core::Timestamp>(i + 1) * core::kDay, samples.back().equity * (1 + moved)});
  }
  return samples;
}

std::map<std::string, double> golden() {
  std::ifstream file(BAROMETER_SOURCE_DIR "/tests/analysis/metrics.golden");
  std::map<std::string, double> figures;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    double value = 0;
    if (words >> name >> value) {
      figures[name] = value;
    }
  }
  return figures;
}

}  // namespace

TEST_CASE("every figure of return equals the oracle's to 1e-9") {
  const std::vector<analysis::Sample> market = series(7);
  const std::vector<analysis::Sample> ours = series(11, &market);
  const analysis::ReturnMetrics metrics = analysis::measure_returns(ours, 252);
  const analysis::BenchmarkMetrics against =
      analysis::measure_against(analysis::returns_of(ours), analysis::returns_of(market), 252);
  const std::map<std::string, std::optional<double>> found{
      {"total_return", metrics.total_return},
      {"cagr", metrics.cagr},
      {"volatility", metrics.volatility},
      {"sharpe", metrics.sharpe},
      {"sharpe_error", metrics.shape.sharpe_error},
      {"sharpe_probability", metrics.shape.sharpe_probability},
      {"sortino", metrics.sortino},
      {"max_drawdown", metrics.drawdown.value().depth},
      {"calmar", metrics.calmar},
      {"ulcer_index", metrics.ulcer},
      {"skew", metrics.shape.skew},
      {"kurtosis", metrics.shape.kurtosis},
      {"var_95", metrics.shape.var_95},
      {"var_99", metrics.shape.var_99},
      {"cvar_95", metrics.shape.cvar_95},
      {"cvar_99", metrics.shape.cvar_99},
      {"beta", against.beta},
      {"alpha", against.alpha},
      {"tracking_error", against.tracking_error},
      {"information_ratio", against.information_ratio},
      {"correlation", against.correlation}};
  const std::map<std::string, double> expected = golden();
  REQUIRE(expected.size() == found.size());
  for (const auto& [name, value] : expected) {
    INFO(name);
    CHECK(found.at(name).value() == Approx(value).epsilon(1e-9));
  }
}

TEST_CASE("what cannot be told of a curve that stands still is undefined") {
  const std::vector<analysis::Sample> flat{{0, 100}, {core::kDay, 100}, {2 * core::kDay, 100}};
  const analysis::ReturnMetrics metrics = analysis::measure_returns(flat, 252);
  CHECK_FALSE(metrics.calmar.has_value());
  CHECK_FALSE(metrics.shape.sharpe_error.has_value());
  CHECK_FALSE(metrics.shape.sharpe_probability.has_value());
  CHECK_FALSE(metrics.shape.skew.has_value());
  CHECK(metrics.ulcer.value() == 0);
  const analysis::BenchmarkMetrics against =
      analysis::measure_against(analysis::returns_of(flat), analysis::returns_of(flat), 252);
  CHECK_FALSE(against.beta.has_value());
  CHECK_FALSE(against.alpha.has_value());
  CHECK_FALSE(against.information_ratio.has_value());
}

}  // namespace barometer
