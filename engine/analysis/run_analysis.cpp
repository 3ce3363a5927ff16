// SPDX-License-Identifier: Apache-2.0
#include "analysis/run_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/buy_and_hold.hpp"
#include "analysis/excursions.hpp"
#include "analysis/find_warnings.hpp"
#include "analysis/fingerprint.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

constexpr double kIdentityTolerance = 1e-9;

AccountIdentity check_identity(std::span<const portfolio::EquityPoint> equity, double cash,
                               double attributed) {
  AccountIdentity identity{.attributed = attributed};
  if (!equity.empty()) {
    const double last = equity.back().equity;
    identity.equity_change = last - cash;
    identity.relative_error =
        std::abs(identity.equity_change - attributed) / std::max(std::abs(last), std::abs(cash));
  }
  // Written so that NaN does not hold.
  identity.holds = identity.relative_error <= kIdentityTolerance;
  return identity;
}

ReturnMetrics measure_account(std::span<const Sample> samples, double year,
                              core::Workers& workers) {
  ReturnMetrics metrics = measure_returns(samples, year);
  metrics.intervals = resample_returns(samples, workers);
  return metrics;
}

void analyse_account(const RunRecord& record, core::Workers& workers, RunAnalysis& analysis) {
  const double year = samples_per_year(record.market);
  const std::vector<Sample> samples = session_samples(
      record.market, record.first_step, record.config.broker.cash, record.logs.equity);
  analysis.returns = measure_account(samples, year, workers);
  analysis.buy_and_hold = measure_account(
      buy_and_hold(record.market, samples, record.logs.flows.valuations), year, workers);
  analysis.benchmark = benchmark_metrics(record.market, samples, record.config.output.benchmark,
                                         record.logs.flows.valuations);
  analysis.costs = measure_costs(record.logs.fills, record.logs.flows.events);
  analysis.exposure =
      measure_exposure(record.logs.equity, analysis.costs.notional, analysis.returns.years);
}

void analyse_trades(const RunRecord& record, core::Workers&, RunAnalysis& analysis) {
  analysis.round_trips = round_trips(record.logs.fills, record.market, record.logs.flows,
                                     record.config.output.round_trips);
  measure_excursions(record.market, record.logs.flows.events, analysis.round_trips);
  analysis.trades = measure_trades(analysis.round_trips);
  analysis.open_positions = open_positions(analysis.round_trips, record.market);
}

void attribute_regimes(const RunRecord& record, core::Workers& workers, RunAnalysis& analysis) {
  analysis.attribution = attribute(record.market, record.tags, analysis.reported, record.logs.fills,
                                   analysis.extent.first_ns, workers, record.logs.flows);
}

void analyse_latency(const RunRecord& record, core::Workers&, RunAnalysis& analysis) {
  const std::vector<std::size_t> dimensions = single_dimensions(analysis.reported);
  analysis.latency_by_tag = latency_by_tag(record.market, record.tags, dimensions, record.latency);
  analysis.slow_bars = slow_bars(record.market, record.tags, dimensions, record.latency);
  analysis.latency_course = latency_course(record.latency, kMostLatencyBlocks);
}

void hash_results(const RunRecord& record, core::Workers&, RunAnalysis& analysis) {
  analysis.fingerprint = fingerprint(record.logs.fills, record.logs.equity);
}

void analyse_regimes(const RunRecord& record, core::Workers& workers, RunAnalysis& analysis) {
  analysis.regimes = measure_regimes(
      {record.market, record.tags, analysis.attribution, record.logs.equity, record.first_step,
       record.config.broker.cash, analysis.returns.years, analysis.round_trips},
      analysis.reported, workers);
}

void warn(const RunRecord& record, core::Workers&, RunAnalysis& analysis) {
  analysis.warnings = find_warnings(record, analysis);
}

using Part = void (*)(const RunRecord& record, core::Workers& workers, RunAnalysis& analysis);

void analyse_side_by_side(std::span<const Part> parts, const RunRecord& record,
                          core::Workers& workers, RunAnalysis& analysis) {
  workers.for_each(parts.size(), 1, [&](std::size_t i) { parts[i](record, workers, analysis); });
}

}  // namespace

OrderCounts count_orders(std::span<const orders::OrderRecord> orders, std::int64_t unlisted) {
  OrderCounts counts;
  counts.total = static_cast<std::int64_t>(orders.size()) + unlisted;
  if (unlisted > 0) {
    counts.rejected[BM_REASON_TOO_MANY_ORDERS] = unlisted;
  }
  for (const orders::OrderRecord& order : orders) {
    if (order.status == BM_ORDER_FILLED) {
      ++counts.filled;
    } else if (order.status == BM_ORDER_ACCEPTED) {
      ++counts.working;
    } else {
      auto& reasons = order.status == BM_ORDER_REJECTED ? counts.rejected : counts.cancelled;
      ++reasons[order.reason];
    }
  }
  return counts;
}

RunAnalysis analyse(const RunRecord& record) {
  static constexpr Part kOfTheRecord[] = {attribute_regimes, analyse_account, analyse_trades,
                                          analyse_latency, hash_results};
  // Neither reads what the other writes.
  static constexpr Part kOfTheOthers[] = {analyse_regimes, warn};
  RunAnalysis analysis;
  analysis.extent.steps = static_cast<std::int64_t>(record.logs.equity.size());
  if (!record.logs.equity.empty()) {
    analysis.extent.first_ns = record.logs.equity.front().time_ns;
    analysis.extent.last_ns = record.logs.equity.back().time_ns;
  }
  analysis.reported = reported_dimensions(record.tags, record.config.output);
  core::Workers workers(record.provenance.threads);
  analyse_side_by_side(kOfTheRecord, record, workers, analysis);
  analysis.extent.bars = analysis.attribution.total.bars;
  analysis.identity =
      check_identity(record.logs.equity, record.config.broker.cash,
                     analysis.attribution.total.net + analysis.attribution.interest);
  analysis.orders = count_orders(record.logs.orders, record.counts.unlisted_orders);
  analyse_side_by_side(kOfTheOthers, record, workers, analysis);
  return analysis;
}

}  // namespace barometer::analysis
