// SPDX-License-Identifier: Apache-2.0
#include "analysis/rolling_returns.hpp"

#include <cmath>
#include <utility>

#include "analysis/drawdown.hpp"
#include "analysis/metrics.hpp"
#include "analysis/run_record.hpp"
#include "config/run_config.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

std::size_t sessions_of_a_year(double periods_per_year) {
  return static_cast<std::size_t>(std::llround(periods_per_year));
}

// `samples` has one more entry than `returns`.
RollingReturns measure_window(std::span<const Sample> samples, std::span<const double> returns,
                              double periods_per_year) {
  const double scale = std::sqrt(periods_per_year);
  const double spread = stats::standard_deviation_of(returns);
  RollingReturns window{
      .begin_ns = samples.front().time_ns,
      .time_ns = samples.back().time_ns,
      .sessions = static_cast<std::int64_t>(returns.size()),
      .total_return = samples.back().equity / samples.front().equity - 1,
      .volatility = spread * scale,
      .sharpe = {},
      .sharpe_error = measure_sharpe_error(returns, periods_per_year),
      .max_drawdown = max_drawdown(samples)->depth,
  };
  if (spread > kNoSpread) {
    window.sharpe = stats::mean_of(returns) / spread * scale;
  }
  return window;
}

}  // namespace

std::vector<RollingReturns> rolling_returns(std::span<const Sample> samples,
                                            double periods_per_year, core::Workers& workers) {
  constexpr std::size_t kPart = 32;  // windows in one piece of work
  const std::vector<double> returns = returns_of(samples);
  const auto width = sessions_of_a_year(periods_per_year);
  if (width < 2 || returns.size() < width) {
    return {};
  }
  std::vector<RollingReturns> windows(returns.size() - width + 1);
  workers.for_each(windows.size(), kPart, [&](std::size_t i) {
    windows[i] = measure_window(samples.subspan(i, width + 1), std::span(returns).subspan(i, width),
                                periods_per_year);
  });
  return windows;
}

std::vector<RollingReturns> rolling_returns(const RunRecord& record, core::Workers& workers) {
  const std::vector<Sample> samples = session_samples(
      record.market, record.first_step, record.config.broker.cash, record.logs.equity);
  return rolling_returns(samples, samples_per_year(record.market), workers);
}

bool has_rolling_returns(const ReturnMetrics& returns) {
  const std::size_t width = sessions_of_a_year(returns.periods_per_year);
  return width >= 2 && returns.solvent && std::cmp_greater_equal(returns.periods, width);
}

}  // namespace barometer::analysis
