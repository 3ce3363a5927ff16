// SPDX-License-Identifier: Apache-2.0
#include "analysis/rolling_returns.hpp"

#include <vector>

#include "analysis/metrics.hpp"
#include "core/workers.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

std::vector<analysis::Sample> walk(std::size_t returns) {
  stats::Random random(0x6011, 1);
  std::vector<analysis::Sample> samples{{0, 1000}};
  for (std::size_t i = 1; i <= returns; ++i) {
    samples.push_back({static_cast<core::Timestamp>(i) * core::kDay,
                       samples.back().equity * (1.0005 + 0.01 * random.normal())});
  }
  return samples;
}

void check_equal(const analysis::RollingReturns& window, const analysis::ReturnMetrics& metrics) {
  CHECK(window.sessions == metrics.periods);
  CHECK(window.total_return == metrics.total_return.value());
  CHECK(window.volatility == metrics.volatility.value());
  CHECK(window.sharpe == metrics.sharpe);
  CHECK(window.sharpe_error.standard_error == metrics.sharpe_error.standard_error);
  CHECK(window.sharpe_error.low == metrics.sharpe_error.low);
  CHECK(window.sharpe_error.high == metrics.sharpe_error.high);
  CHECK(window.max_drawdown == metrics.drawdown->depth);
}

}  // namespace

TEST_CASE("every window has the figures of a run of these samples alone") {
  core::Workers workers(2);
  const std::vector<analysis::Sample> samples = walk(300);
  const auto windows = analysis::rolling_returns(samples, 252, workers);
  REQUIRE(windows.size() == 49);
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const auto own = std::span(samples).subspan(i, 253);
    CHECK(windows[i].begin_ns == own.front().time_ns);
    CHECK(windows[i].time_ns == own.back().time_ns);
    check_equal(windows[i], analysis::measure_returns(own, 252));
  }
}

TEST_CASE("a window knows nothing of what follows it, and no number of threads changes it") {
  core::Workers one(1);
  core::Workers three(3);
  const std::vector<analysis::Sample> samples = walk(400);
  const auto all = analysis::rolling_returns(samples, 252, three);
  const auto before = analysis::rolling_returns(std::span(samples).first(301), 252, one);
  REQUIRE(before.size() == 49);
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(before[i].sharpe == all[i].sharpe);
    CHECK(before[i].sharpe_error.low == all[i].sharpe_error.low);
    CHECK(before[i].max_drawdown == all[i].max_drawdown);
  }
}

TEST_CASE("a run of less than a year has no window, a lost account none either") {
  core::Workers workers(1);
  std::vector<analysis::Sample> samples = walk(252);
  CHECK(analysis::rolling_returns(samples, 252, workers).size() == 1);
  CHECK(analysis::rolling_returns(std::span(samples).first(252), 252, workers).empty());
  CHECK(analysis::rolling_returns({}, 252, workers).empty());
  samples[100].equity = -1;
  CHECK(analysis::rolling_returns(samples, 252, workers).empty());
}

TEST_CASE("a year in which the account stood still has a volatility of 0 and no Sharpe ratio") {
  core::Workers workers(1);
  std::vector<analysis::Sample> samples = walk(252);
  for (analysis::Sample& sample : samples) {
    sample.equity = 1000;
  }
  const auto windows = analysis::rolling_returns(samples, 252, workers);
  REQUIRE(windows.size() == 1);
  CHECK(windows[0].volatility == 0);
  CHECK_FALSE(windows[0].sharpe.has_value());
  CHECK_FALSE(windows[0].sharpe_error.standard_error.has_value());
}

}  // namespace barometer
