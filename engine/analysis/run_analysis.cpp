// SPDX-License-Identifier: Apache-2.0
#include "analysis/run_analysis.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/buy_and_hold.hpp"
#include "analysis/excursions.hpp"
#include "analysis/fingerprint.hpp"

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

void analyse_account(const RunRecord& record, RunAnalysis& analysis) {
  const double year = record.market.session_days_per_year;
  const std::vector<Sample> samples =
      session_samples(record.market, record.first_step, record.config.broker.cash, record.equity);
  analysis.returns = measure_returns(samples, year);
  analysis.buy_and_hold =
      measure_returns(buy_and_hold(record.market, samples, record.flows.valuations), year);
  analysis.benchmark = against_symbol(record.market, samples, record.config.output.benchmark,
                                      record.flows.valuations);
  analysis.costs = measure_costs(record.fills, record.flows.events);
  analysis.exposure =
      measure_exposure(record.equity, analysis.costs.notional, analysis.returns.years);
}

void analyse_trades(const RunRecord& record, RunAnalysis& analysis) {
  analysis.round_trips =
      round_trips(record.fills, record.market, record.flows, record.config.output.round_trips);
  measure_excursions(record.market, record.flows.events, analysis.round_trips);
  analysis.trades = measure_trades(analysis.round_trips);
  analysis.open_positions = open_positions(analysis.round_trips, record.market);
}

void analyse_regimes(const RunRecord& record, RunAnalysis& analysis) {
  const std::vector<std::size_t> dimensions =
      reported_dimensions(record.tags, record.config.output.regimes);
  analysis.attribution = attribute(record.market, record.tags, dimensions, record.fills,
                                   analysis.first_ns, record.flows);
  core::Workers workers(record.threads);
  analysis.regimes = regime_figures(
      {record.market, record.tags, analysis.attribution, record.equity, record.first_step,
       record.config.broker.cash, analysis.returns.years, analysis.round_trips},
      dimensions, workers);
  analysis.latency_by_tag = latency_by_tag(record.market, record.tags, dimensions, record.latency);
  analysis.slow_bars = slow_bars(record.market, record.tags, dimensions, record.latency);
}

}  // namespace

OrderCounts count_orders(std::span<const orders::OrderRecord> orders, std::int64_t unlisted) {
  OrderCounts counts;
  counts.total = static_cast<std::int64_t>(orders.size()) + unlisted;
  if (unlisted > 0) {
    counts.rejected[std::string(orders::reason_name(BM_REASON_TOO_MANY_ORDERS))] = unlisted;
  }
  for (const orders::OrderRecord& order : orders) {
    if (order.status == BM_ORDER_FILLED) {
      ++counts.filled;
    } else if (order.status == BM_ORDER_ACCEPTED) {
      ++counts.working;
    } else {
      auto& reasons = order.status == BM_ORDER_REJECTED ? counts.rejected : counts.cancelled;
      ++reasons[std::string(orders::reason_name(order.reason))];
    }
  }
  return counts;
}

RunAnalysis analyse(const RunRecord& record) {
  RunAnalysis analysis;
  analysis.fingerprint = fingerprint(record.fills, record.equity);
  analysis.steps = static_cast<std::int64_t>(record.equity.size());
  if (!record.equity.empty()) {
    analysis.first_ns = record.equity.front().time_ns;
    analysis.last_ns = record.equity.back().time_ns;
  }
  analyse_account(record, analysis);
  analyse_trades(record, analysis);
  analyse_regimes(record, analysis);
  analysis.bars = analysis.attribution.total.bars;
  analysis.identity =
      check_identity(record.equity, record.config.broker.cash,
                     analysis.attribution.total.net + analysis.attribution.interest);
  analysis.orders = count_orders(record.orders, record.unlisted_orders);
  return analysis;
}

}  // namespace barometer::analysis
