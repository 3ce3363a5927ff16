// SPDX-License-Identifier: Apache-2.0
#include "analysis/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "orders/order.hpp"
#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"
#include "stats/ratio.hpp"

namespace barometer::analysis {

namespace {

void measure_spread(std::span<const double> returns, ReturnMetrics& metrics) {
  if (returns.size() < 2) {
    return;
  }
  const double scale = std::sqrt(metrics.periods_per_year);
  const double spread = stats::standard_deviation_of(returns);
  const double downside = stats::downside_deviation_of(returns);
  metrics.volatility = spread * scale;
  if (spread > kNoSpread) {
    metrics.sharpe = stats::mean_of(returns) / spread * scale;
  }
  if (downside > kNoSpread) {
    metrics.sortino = stats::mean_of(returns) / downside * scale;
  }
}

// What is scaled to a year from less than 30 days says nothing.
void drop_figures_a_year(ReturnMetrics& metrics) {
  metrics.cagr.reset();
  metrics.volatility.reset();
  metrics.sharpe.reset();
  metrics.sortino.reset();
  metrics.calmar.reset();
  metrics.sharpe_error = {.lags = metrics.sharpe_error.lags,
                          .probability = metrics.sharpe_error.probability,
                          .missing = metrics.sharpe_error.missing};
}

std::optional<double> growth_a_year(const ReturnMetrics& metrics) {
  if (!metrics.total_return || metrics.end_equity <= 0 || metrics.years <= 0) {
    return std::nullopt;
  }
  return std::pow(metrics.end_equity / metrics.start_equity, 1 / metrics.years) - 1;
}

}  // namespace

std::vector<double> returns_of(std::span<const Sample> samples) {
  std::vector<double> returns;
  returns.reserve(samples.size());
  for (std::size_t i = 1; i < samples.size(); ++i) {
    if (samples[i - 1].equity <= 0 || samples[i].equity <= 0) {
      return {};
    }
    returns.push_back(samples[i].equity / samples[i - 1].equity - 1);
  }
  return returns;
}

double years_of(std::span<const Sample> samples) {
  return samples.empty() ? 0
                         : static_cast<double>(samples.back().time_ns - samples.front().time_ns) /
                               (365.25 * static_cast<double>(core::kDay));
}

ReturnMetrics measure_returns(std::span<const Sample> samples, double periods_per_year) {
  ReturnMetrics metrics = measure_shapeless_returns(samples, periods_per_year);
  metrics.shape = measure_distribution(returns_of(samples));
  return metrics;
}

ReturnMetrics measure_shapeless_returns(std::span<const Sample> samples, double periods_per_year) {
  ReturnMetrics metrics;
  metrics.periods_per_year = periods_per_year;
  if (samples.empty()) {
    return metrics;
  }
  metrics.periods = static_cast<std::int64_t>(samples.size()) - 1;
  metrics.start_equity = samples.front().equity;
  metrics.end_equity = samples.back().equity;
  metrics.years = years_of(samples);
  if (metrics.periods > 0 && metrics.start_equity > 0) {
    metrics.total_return = metrics.end_equity / metrics.start_equity - 1;
  }
  metrics.cagr = growth_a_year(metrics);
  metrics.drawdown = max_drawdown(samples);
  if (metrics.cagr && metrics.drawdown) {
    metrics.calmar = stats::ratio(*metrics.cagr, metrics.drawdown->depth);
  }
  metrics.ulcer = ulcer_index(samples);
  const std::vector<double> returns = returns_of(samples);
  metrics.solvent = !returns.empty();
  measure_spread(returns, metrics);
  metrics.sharpe_error = measure_sharpe_error(returns, periods_per_year);
  if (metrics.years < kFewestYears) {
    drop_figures_a_year(metrics);
  }
  return metrics;
}

ExposureMetrics measure_exposure(std::span<const portfolio::EquityPoint> equity,
                                 double traded_notional, double years) {
  double held = 0;
  double solvent = 0;
  double gross = 0;
  double worth = 0;
  for (const portfolio::EquityPoint& point : equity) {
    held += point.gross > 0 ? 1 : 0;
    worth += point.equity;
    if (point.equity > 0) {
      gross += point.gross / point.equity;
      ++solvent;
    }
  }
  const auto steps = static_cast<double>(equity.size());
  return {.time_share = stats::ratio(held, steps),
          .average_gross = stats::ratio(gross, solvent),
          .turnover = years < kFewestYears ? std::nullopt
                                           : stats::ratio(traded_notional * steps, worth * years)};
}

namespace {

void add_event(const portfolio::CashEvent& event, CostMetrics& costs) {
  switch (event.kind) {
    case portfolio::CashKind::interest:
      costs.interest -= event.amount;
      break;
    case portfolio::CashKind::borrow:
      costs.borrow -= event.amount;
      break;
    case portfolio::CashKind::funding:
      costs.funding -= event.amount;
      break;
    case portfolio::CashKind::dividend:
      costs.dividends += event.amount;
      break;
    case portfolio::CashKind::split:
      break;
  }
}

}  // namespace

CostMetrics measure_costs(std::span<const orders::Fill> fills,
                          std::span<const portfolio::CashEvent> events) {
  CostMetrics costs;
  for (const orders::Fill& fill : fills) {
    costs.commission += fill.commission;
    costs.slippage += fill.slippage_cost();
    costs.notional += fill.notional();
  }
  for (const portfolio::CashEvent& event : events) {
    add_event(event, costs);
  }
  costs.bps = stats::ratio(costs.trading() * 1e4, costs.notional);
  return costs;
}

}  // namespace barometer::analysis
