// SPDX-License-Identifier: Apache-2.0
#include "page/written_figures.hpp"

#include <optional>
#include <string>

#include "core/timestamp.hpp"
#include "page/json_take.hpp"
#include "page/written_regimes.hpp"

namespace barometer::page {

namespace {

using Json = nlohmann::ordered_json;

// Nothing of what is no time.
std::optional<core::Timestamp> time_of(const Json& value) {
  return value.is_string() ? core::parse_utc(value.get<std::string>()) : std::nullopt;
}

std::optional<analysis::Drawdown> drawdown_of(const Json& json, core::Timestamp last) {
  if (json.at("max_drawdown").is_null()) {
    return std::nullopt;
  }
  analysis::Drawdown drawdown;
  json.at("max_drawdown").get_to(drawdown.depth);
  drawdown.peak_ns = time_of(json.at("max_drawdown_peak_time")).value_or(0);
  drawdown.trough_ns = time_of(json.at("max_drawdown_trough_time")).value_or(0);
  drawdown.recovery_ns = time_of(json.at("max_drawdown_recovery_time"));
  drawdown.length_ns = drawdown.recovery_ns.value_or(last) - drawdown.peak_ns;
  return drawdown;
}

std::optional<analysis::Interval> interval_of(const Json& json, const char* low, const char* high) {
  return json.at(low).is_null()
             ? std::nullopt
             : std::optional(analysis::Interval{.low = json.at(low), .high = json.at(high)});
}

void take_error(const Json& json, analysis::SharpeError& error) {
  take(json, "sharpe_standard_error", error.standard_error);
  take(json, "sharpe_low", error.low);
  take(json, "sharpe_high", error.high);
  take(json, "probabilistic_sharpe", error.probability);
  take(json, "sharpe_standard_error_independent", error.independent);
  take(json, "sharpe_time_aggregated", error.time_aggregated);
}

void take_shape(const Json& json, analysis::Distribution& shape) {
  take(json, "skew", shape.skew);
  take(json, "kurtosis", shape.kurtosis);
  take(json, "var_95", shape.var_95);
  take(json, "cvar_95", shape.cvar_95);
  take(json, "var_99", shape.var_99);
  take(json, "cvar_99", shape.cvar_99);
}

analysis::ReturnMetrics returns_of(const Json& json, core::Timestamp last) {
  analysis::ReturnMetrics returns;
  take(json, "periods_per_year", returns.periods_per_year);
  take(json, "periods", returns.periods);
  take(json, "years", returns.years);
  take(json, "start_equity", returns.start_equity);
  take(json, "end_equity", returns.end_equity);
  take(json, "total_return", returns.total_return);
  take(json, "cagr", returns.cagr);
  take(json, "annual_volatility", returns.volatility);
  take(json, "sharpe", returns.sharpe);
  take(json, "sortino", returns.sortino);
  take(json, "calmar", returns.calmar);
  take(json, "ulcer_index", returns.ulcer);
  take_error(json, returns.sharpe_error);
  take_shape(json, returns.shape);
  returns.drawdown = drawdown_of(json, last);
  returns.intervals.cagr = interval_of(json, "cagr_low", "cagr_high");
  returns.intervals.max_drawdown = interval_of(json, "max_drawdown_low", "max_drawdown_high");
  // Returns of a solvent account have a shape.
  returns.solvent = returns.shape.var_95.has_value();
  return returns;
}

// Why an error or an interval that takes so many returns is not there. Of returns that are not
// known only their number can be why.
std::optional<analysis::TooFew> missing(const analysis::ReturnMetrics& returns,
                                        std::span<const analysis::Sample> samples,
                                        std::size_t fewest) {
  if (!returns.solvent) {
    return std::nullopt;
  }
  if (!samples.empty()) {
    return analysis::too_few(analysis::returns_of(samples), fewest);
  }
  const auto need = static_cast<std::int64_t>(fewest);
  return returns.periods < need ? std::optional(analysis::TooFew{
                                      .have = returns.periods, .need = need, .what = "returns"})
                                : std::nullopt;
}

analysis::ReturnMetrics explained(analysis::ReturnMetrics returns,
                                  std::span<const analysis::Sample> samples) {
  returns.sharpe_error.missing = missing(returns, samples, analysis::kFewestForError);
  returns.intervals.missing = missing(returns, samples, analysis::kFewestForPaths);
  return returns;
}

std::optional<analysis::BenchmarkMetrics> benchmark_of(const Json& run) {
  const Json& json = run.at("metrics");
  if (json.at("benchmark_periods").is_null()) {
    return std::nullopt;
  }
  analysis::BenchmarkMetrics benchmark;
  run.at("config").at("output").at("benchmark").get_to(benchmark.symbol);
  take(json, "benchmark_periods", benchmark.periods);
  take(json, "benchmark_periods_per_year", benchmark.periods_per_year);
  take(json, "alpha", benchmark.alpha);
  take(json, "beta", benchmark.beta);
  take(json, "tracking_error", benchmark.tracking_error);
  take(json, "information_ratio", benchmark.information_ratio);
  take(json, "benchmark_correlation", benchmark.correlation);
  return benchmark;
}

void take_costs(const Json& json, analysis::RunAnalysis& analysis) {
  take(json, "time_in_market", analysis.exposure.time_share);
  take(json, "average_gross_exposure", analysis.exposure.average_gross);
  take(json, "annual_turnover", analysis.exposure.turnover);
  analysis::CostMetrics& costs = analysis.costs;
  take(json, "commission", costs.commission);
  take(json, "slippage", costs.slippage);
  take(json, "borrow_fees", costs.borrow);
  take(json, "funding", costs.funding);
  take(json, "interest", costs.interest);
  take(json, "dividends", costs.dividends);
  take(json, "traded_notional", costs.notional);
  take(json, "trading_costs_bps", costs.bps);
}

void take_trades(const Json& json, analysis::TradeMetrics& trades) {
  take(json, "closed_trades", trades.closed);
  take(json, "open_trades", trades.open);
  take(json, "winning_trades", trades.wins);
  take(json, "win_rate", trades.win_rate);
  take(json, "win_rate_low", trades.win_rate_low);
  take(json, "win_rate_high", trades.win_rate_high);
  take(json, "average_win", trades.average_win);
  take(json, "average_loss", trades.average_loss);
  take(json, "profit_factor", trades.profit_factor);
  take(json, "expectancy", trades.expectancy);
  take(json, "longest_losing_streak", trades.longest_losing_streak);
  take(json, "average_holding_hours", trades.average_hours);
  take(json, "average_mae", trades.average_mae);
  take(json, "average_mfe", trades.average_mfe);
}

void take_extent(const Json& run, analysis::RunExtent& extent) {
  take(run, "bars", extent.bars);
  take(run, "steps", extent.steps);
  extent.first_ns = time_of(run.at("first_time")).value_or(0);
  extent.last_ns = time_of(run.at("last_time")).value_or(0);
}

void take_identity(const Json& json, analysis::AccountIdentity& identity) {
  take(json, "equity_change", identity.equity_change);
  take(json, "attributed", identity.attributed);
  take(json, "relative_error", identity.relative_error);
  take(json, "holds", identity.holds);
}

}  // namespace

void take_written_figures(const Json& run, std::span<const analysis::Sample> sessions,
                          analysis::RunAnalysis& analysis) {
  take(run, "fingerprint", analysis.fingerprint);
  take_extent(run, analysis.extent);
  const core::Timestamp last = analysis.extent.last_ns;
  const Json& metrics = run.at("metrics");
  analysis.returns = explained(returns_of(metrics, last), sessions);
  analysis.buy_and_hold = explained(returns_of(run.at("buy_and_hold"), last), {});
  analysis.benchmark = benchmark_of(run);
  take_costs(metrics, analysis);
  take_trades(metrics, analysis.trades);
  take_identity(run.at("identity"), analysis.identity);
  take_written_regimes(run.at("regimes"), analysis);
  analysis.attribution.interest = -analysis.costs.interest;
}

}  // namespace barometer::page
