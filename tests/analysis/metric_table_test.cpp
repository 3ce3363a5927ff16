// SPDX-License-Identifier: Apache-2.0
#include "analysis/metric_table.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

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

const analysis::Metric& metric_called(std::string_view key) {
  return *std::ranges::find(analysis::metric_table(), key, &analysis::Metric::key);
}

double number_of(std::string_view key, const analysis::RunAnalysis& run) {
  return std::get<double>(analysis::value_of(metric_called(key), run));
}

}  // namespace

TEST_CASE("every metric that the oracle has equals it to 1e-9") {
  const std::vector<analysis::Sample> market = series(7);
  const std::vector<analysis::Sample> ours = series(11, &market);
  analysis::RunAnalysis run;
  run.returns = analysis::measure_returns(ours, 252);
  run.benchmark =
      analysis::measure_benchmark(analysis::returns_of(ours), analysis::returns_of(market), 252);
  const std::map<std::string, double> expected = golden();
  REQUIRE(expected.size() == 25);
  for (const auto& [key, value] : expected) {
    INFO(key);
    CHECK(number_of(key, run) == Approx(value).epsilon(1e-9));
  }
}

TEST_CASE("keys are snake_case, each stands once, and each has a formula") {
  std::set<std::string_view> keys;
  for (const analysis::Metric& metric : analysis::metric_table()) {
    INFO(metric.key);
    CHECK(keys.insert(metric.key).second);
    CHECK(metric.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") ==
          std::string_view::npos);
    CHECK_FALSE(metric.formula.empty());
    CHECK_FALSE(analysis::to_string(metric.unit).empty());
  }
}

TEST_CASE("metrics that share a line of the summary follow one another") {
  std::set<std::string_view> closed;
  std::string_view line;
  for (const analysis::Metric& metric : analysis::metric_table()) {
    if (!metric.label.empty() && metric.label != line) {
      INFO(metric.key);
      CHECK(closed.insert(metric.label).second);
      CHECK(metric.of_returns());  // the summary shows it beside buy and hold
    }
    line = metric.label;
  }
}

TEST_CASE("a drawdown that has not recovered has no time of recovery yet") {
  analysis::ReturnMetrics returns;
  returns.drawdown = analysis::Drawdown{0.5, core::kDay, 2 * core::kDay, {}, 3 * core::kDay};
  const auto value = [&](std::string_view key) {
    return analysis::value_of(metric_called(key), returns);
  };
  CHECK(std::holds_alternative<analysis::NotYet>(value("max_drawdown_recovery_time")));
  CHECK(std::get<std::int64_t>(value("max_drawdown_peak_time")) == core::kDay);
  CHECK(std::get<double>(value("max_drawdown_days")) == 3);
  returns.drawdown->depth = 0;
  CHECK(std::holds_alternative<std::monostate>(value("max_drawdown_recovery_time")));
  CHECK(std::get<double>(value("max_drawdown")) == 0);
}

TEST_CASE("without a benchmark its metrics are undefined") {
  CHECK(std::holds_alternative<std::monostate>(
      analysis::value_of(metric_called("alpha"), analysis::RunAnalysis{})));
}

TEST_CASE("metrics that a constant curve does not have are undefined") {
  const std::vector<analysis::Sample> flat{{0, 100}, {core::kDay, 100}, {2 * core::kDay, 100}};
  const analysis::ReturnMetrics metrics = analysis::measure_returns(flat, 252);
  CHECK_FALSE(metrics.calmar.has_value());
  CHECK_FALSE(metrics.sharpe_error.standard_error.has_value());
  CHECK_FALSE(metrics.sharpe_error.probability.has_value());
  CHECK_FALSE(metrics.shape.skew.has_value());
  CHECK(metrics.ulcer.value() == 0);
  const analysis::BenchmarkMetrics against =
      analysis::measure_benchmark(analysis::returns_of(flat), analysis::returns_of(flat), 252);
  CHECK_FALSE(against.beta.has_value());
  CHECK_FALSE(against.alpha.has_value());
  CHECK_FALSE(against.information_ratio.has_value());
}

}  // namespace barometer
