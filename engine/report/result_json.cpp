// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"
#include "report/warning_text.hpp"

namespace barometer::report::json {

namespace {

Json time_or_null(const std::optional<core::Timestamp>& time) {
  return time ? Json(core::format_utc(*time)) : Json(nullptr);
}

Json drawdown(const std::optional<analysis::Drawdown>& drawdown) {
  if (!drawdown) {
    return nullptr;
  }
  return {
      {"depth", drawdown->depth},
      {"peak", core::format_utc(drawdown->peak_ns)},
      {"trough", core::format_utc(drawdown->trough_ns)},
      {"recovery", time_or_null(drawdown->recovery_ns)},
      {"length_days", static_cast<double>(drawdown->length_ns) / static_cast<double>(core::kDay)}};
}

Json returns(const analysis::ReturnMetrics& metrics) {
  return {{"periods_per_year", metrics.periods_per_year},
          {"periods", metrics.periods},
          {"years", metrics.years},
          {"start_equity", metrics.start_equity},
          {"end_equity", metrics.end_equity},
          {"total_return", or_null(metrics.total_return)},
          {"cagr", or_null(metrics.cagr)},
          {"volatility", or_null(metrics.volatility)},
          {"sharpe", or_null(metrics.sharpe)},
          {"sortino", or_null(metrics.sortino)},
          {"max_drawdown", drawdown(metrics.drawdown)},
          {"sharpe_error", or_null(metrics.shape.sharpe_error)},
          {"sharpe_probability", or_null(metrics.shape.sharpe_probability)},
          {"calmar", or_null(metrics.calmar)},
          {"ulcer_index", or_null(metrics.ulcer)},
          {"skew", or_null(metrics.shape.skew)},
          {"kurtosis", or_null(metrics.shape.kurtosis)},
          {"var_95", or_null(metrics.shape.var_95)},
          {"var_99", or_null(metrics.shape.var_99)},
          {"cvar_95", or_null(metrics.shape.cvar_95)},
          {"cvar_99", or_null(metrics.shape.cvar_99)}};
}

Json costs(const analysis::CostMetrics& costs) {
  return {{"commission", costs.commission}, {"slippage", costs.slippage}, {"borrow", costs.borrow},
          {"funding", costs.funding},       {"interest", costs.interest}, {"total", costs.total()},
          {"notional", costs.notional},     {"bps", or_null(costs.bps)}};
}

Json trades(const analysis::TradeMetrics& trades) {
  return {{"closed", trades.closed},
          {"open", trades.open},
          {"wins", trades.wins},
          {"win_rate", or_null(trades.win_rate)},
          {"win_rate_low", or_null(trades.win_rate_low)},
          {"win_rate_high", or_null(trades.win_rate_high)},
          {"average_win", or_null(trades.average_win)},
          {"average_loss", or_null(trades.average_loss)},
          {"profit_factor", or_null(trades.profit_factor)},
          {"expectancy", or_null(trades.expectancy)},
          {"longest_losing_streak", trades.longest_losing_streak},
          {"average_hours", or_null(trades.average_hours)},
          {"average_mae", or_null(trades.average_mae)},
          {"average_mfe", or_null(trades.average_mfe)}};
}

Json counts_by_reason(const std::map<bm_order_reason, std::int64_t>& counts) {
  Json json = Json::object();
  for (const auto& [reason, count] : counts) {
    json[std::string(orders::reason_name(reason))] = count;
  }
  return json;
}

Json against(const std::optional<analysis::BenchmarkMetrics>& benchmark) {
  if (!benchmark) {
    return nullptr;
  }
  return {{"symbol", benchmark->symbol},
          {"periods", benchmark->periods},
          {"alpha", or_null(benchmark->alpha)},
          {"beta", or_null(benchmark->beta)},
          {"tracking_error", or_null(benchmark->tracking_error)},
          {"information_ratio", or_null(benchmark->information_ratio)},
          {"correlation", or_null(benchmark->correlation)}};
}

}  // namespace

Json metrics(const analysis::RunAnalysis& analysis) {
  Json json = returns(analysis.returns);
  json["exposure"] = {{"time_share", or_null(analysis.exposure.time_share)},
                      {"average_gross", or_null(analysis.exposure.average_gross)}};
  json["turnover"] = or_null(analysis.exposure.turnover);
  json["costs"] = costs(analysis.costs);
  json["dividends"] = analysis.costs.dividends;
  json["trades"] = trades(analysis.trades);
  json["against"] = against(analysis.benchmark);
  return json;
}

Json benchmark(const analysis::ReturnMetrics& buy_and_hold) {
  Json json = {{"name", "buy and hold"},
               {"rule",
                "cash split evenly over the symbols, each bought at the open of its first live "
                "bar, without costs"}};
  json.update(returns(buy_and_hold));
  return json;
}

Json identity(const analysis::AccountIdentity& identity) {
  return {{"equity_change", identity.equity_change},
          {"attributed", identity.attributed},
          {"relative_error", identity.relative_error},
          {"holds", identity.holds}};
}

Json orders(const analysis::RunRecord& record, const analysis::OrderCounts& counts) {
  return {{"total", counts.total},
          {"filled", counts.filled},
          {"working", counts.working},
          {"rejected", counts_by_reason(counts.rejected)},
          {"cancelled", counts_by_reason(counts.cancelled)},
          {"ambiguous_bars", record.counts.ambiguous_bars},
          {"equity_before_close", or_null(record.equity_before_close)}};
}

Json warnings(const std::vector<analysis::Warning>& warnings) {
  Json list = Json::array();
  for (const analysis::Warning& warning : warnings) {
    list.push_back({{"code", analysis::code_of(warning)}, {"text", warning_text(warning)}});
  }
  return list;
}

Json risk(const analysis::RunRecord& record) {
  Json rules = Json::object();
  for (const auto& [rule, actions] : record.counts.risk) {
    rules[std::string(orders::reason_name(rule))] = actions;
  }
  return rules;
}

Json open_positions(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis) {
  Json list = Json::array();
  for (const analysis::OpenPosition& position : analysis.open_positions) {
    list.push_back({{"symbol", record.market.symbols[position.symbol].name},
                    {"quantity", position.quantity},
                    {"last_close", position.last_close},
                    {"last_bar", core::format_utc(position.last_bar_ns)},
                    {"value", position.value()},
                    {"unrealised_net", position.unrealised_net},
                    {"data_ended", position.data_ended}});
  }
  return list;
}

}  // namespace barometer::report::json
