// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <utility>

#include "analysis/metric_table.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "backtest/run_record.hpp"
#include "backtest/seconds_since.hpp"
#include "backtest/tags_state.hpp"
#include "core/nearest_name.hpp"
#include "orders/order_names.hpp"

namespace barometer::backtest {

Result::State::State(RunInputs run_inputs, BacktestResult&& finished, int threads,
                     double wall_seconds)
    : inputs(std::move(run_inputs)),
      run(std::move(finished)),
      record(record_of(inputs, run, threads, wall_seconds)) {
  const auto start = std::chrono::steady_clock::now();
  analysis = analysis::analyse(record);
  record.provenance.wall_seconds += seconds_since(start);
}

std::vector<Result::EquityPoint> Result::equity() const {
  std::vector<EquityPoint> points;
  points.reserve(state_->record.logs.equity.size());
  for (const portfolio::EquityPoint& point : state_->record.logs.equity) {
    points.push_back({point.time_ns, point.cash, point.equity, point.gross, point.net});
  }
  return points;
}

std::vector<Result::Order> Result::orders() const {
  std::vector<Order> orders;
  orders.reserve(state_->record.logs.orders.size());
  for (const orders::OrderRecord& order : state_->record.logs.orders) {
    orders.push_back(
        {.id = order.id,
         .symbol = order.symbol == orders::kNoSymbol ? kNoSymbol : std::size_t{order.symbol},
         .time_ns = order.time_ns,
         .quantity = order.quantity,
         .status = std::string(orders::status_name(order.status)),
         .reason =
             order.reason == BM_REASON_NONE ? "" : std::string(orders::reason_name(order.reason))});
  }
  return orders;
}

std::vector<Result::Fill> Result::fills() const {
  std::vector<Fill> fills;
  fills.reserve(state_->record.logs.fills.size());
  for (const orders::Fill& fill : state_->record.logs.fills) {
    fills.push_back(
        {fill.order_id, fill.symbol, fill.time_ns, fill.quantity, fill.price, fill.commission});
  }
  return fills;
}

std::vector<Result::Metric> Result::metrics() const {
  std::vector<Metric> metrics;
  for (const analysis::Metric& metric : analysis::metric_table()) {
    metrics.push_back({std::string(metric.key),
                       analysis::number_of(analysis::value_of(metric, state_->analysis))});
  }
  return metrics;
}

std::optional<double> Result::metric(std::string_view key) const {
  std::vector<std::string> known;
  for (const Metric& metric : metrics()) {
    if (metric.key == key) {
      return metric.value;
    }
    known.push_back(metric.key);
  }
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{"", "there is no metric '" + std::string(key) + "'",
                                core::suggestion(key, known)});
}

const std::string& Result::fingerprint() const {
  return state_->analysis.fingerprint;
}

std::vector<std::string> Result::warnings() const {
  std::vector<std::string> codes;
  for (const analysis::Warning& warning : state_->analysis.warnings) {
    codes.emplace_back(analysis::code_of(warning));
  }
  return codes;
}

}  // namespace barometer::backtest
