// SPDX-License-Identifier: Apache-2.0
#include "data/market_data.hpp"
#include "orders/order_names.hpp"
#include "report/json_parts.hpp"
#include "report/warning_text.hpp"

namespace barometer::report::json {

namespace {

Json counts_by_reason(const std::map<bm_order_reason, std::int64_t>& counts) {
  Json json = Json::object();
  for (const auto& [reason, count] : counts) {
    json[std::string(orders::reason_name(reason))] = count;
  }
  return json;
}

}  // namespace

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
          {"warmup_bars", record.counts.warmup_bars},
          {"dropped_in_warmup", record.counts.early_orders},
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

Json strategy_output(const analysis::RunRecord& record) {
  Json series = Json::array();
  for (const core::DeclaredSeries& declared : record.logs.series) {
    series.push_back({{"name", declared.name}, {"unit", declared.unit}});
  }
  return {{"log_rows", record.logs.log.size()},
          {"dropped_log_rows", record.counts.dropped_log_rows},
          {"series", series},
          {"series_values", record.logs.series_values.size()},
          {"dropped_series_values", record.counts.dropped_series_values}};
}

Json open_positions(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis) {
  Json list = Json::array();
  for (const analysis::OpenPosition& position : analysis.open_positions) {
    list.push_back({{"symbol", record.market.symbols[position.symbol].name},
                    {"quantity", position.quantity},
                    {"last_close", position.last_close},
                    {"last_bar_time", core::format_utc(position.last_bar_ns)},
                    {"market_value", position.value()},
                    {"unrealised_pnl", position.unrealised_net},
                    {"data_ended", position.data_ended}});
  }
  return list;
}

}  // namespace barometer::report::json
