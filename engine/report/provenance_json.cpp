// SPDX-License-Identifier: Apache-2.0
#include "calendar/venue.hpp"
#include "config/run_config.hpp"
#include "core/bar_size.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "report/build_info.hpp"
#include "report/json_parts.hpp"
#include "report/machine_info.hpp"

namespace barometer::report::json {

namespace {

Json params(const analysis::PluginRecord& plugin) {
  Json json = Json::object();
  for (const auto& [name, value] : plugin.params) {
    json[name] = value;
  }
  return json;
}

Json venues(const data::MarketData& market) {
  Json list = Json::array();
  for (std::size_t venue = 0; venue < market.venues.size(); ++venue) {
    const calendar::Venue& hours = *market.venues[venue].hours;
    list.push_back({{"name", data::venue_name(market, venue)},
                    {"hash", hours.hash.empty() ? Json(nullptr) : Json(hours.hash)},
                    {"session_days_per_year", hours.session_days_per_year}});
  }
  return list;
}

Json symbol(const data::MarketData& market, const data::SymbolData& symbol) {
  const data::SymbolDataReport& report = symbol.report;
  const bool empty = symbol.bars.empty();
  return {{"name", symbol.name},
          {"venue", data::venue_name(market, symbol.venue)},
          {"source", symbol.source},
          {"hash", symbol.source_hash},
          {"actions_hash", symbol.actions_hash.empty() ? Json(nullptr) : Json(symbol.actions_hash)},
          {"bars", symbol.bars.size()},
          {"first_time",
           empty ? Json(nullptr) : Json(core::format_utc(symbol.bars.front().close_time_ns))},
          {"last_time",
           empty ? Json(nullptr) : Json(core::format_utc(symbol.bars.back().close_time_ns))},
          {"gaps", report.gaps},
          {"missing_bars", report.missing_bars},
          {"zero_volume_bars", report.zero_volume_bars},
          {"flat_bars", report.flat_bars},
          {"widened_bars", report.widened_bars},
          {"skipped_rows", report.skipped_rows},
          {"repeated_rows", report.repeated_rows},
          {"skipped_row_examples", report.skipped}};
}

Json with_source_bars(Json symbol, const data::SymbolDataReport& report) {
  if (report.source_bars > 0) {
    symbol["resampled"] = {{"source_bars", report.source_bars},
                           {"outside_sessions", report.outside_source_bars},
                           {"unfinished", report.unfinished_source_bars}};
  }
  return symbol;
}

const char* code_of(data::LeftOutWhy why) {
  switch (why) {
    case data::LeftOutWhy::no_file:
      return "no_file";
    case data::LeftOutWhy::no_bars:
      return "no_bars";
    case data::LeftOutWhy::bad_data:
      return "bad_data";
  }
  return "";
}

Json left_out(const std::vector<data::LeftOut>& symbols) {
  Json list = Json::array();
  for (const data::LeftOut& one : symbols) {
    list.push_back({{"symbol", one.symbol}, {"why", code_of(one.why)}, {"reason", one.reason}});
  }
  return list;
}

Json labels(const analysis::LabelsRecord& labels) {
  Json one = {{"column", labels.column},
              {"causality", "not checked"},
              {"bars", labels.bars},
              {"labelled_bars", labels.labelled},
              {"left_out_rows", labels.left_out_rows}};
  if (!labels.file.empty()) {
    one["file"] = labels.file;
  }
  return one;
}

}  // namespace

Json plugins(const analysis::RunRecord& record) {
  Json list = Json::array();
  for (const analysis::PluginRecord& plugin : record.provenance.plugins) {
    Json one = {{"kind", plugin.kind},     {"name", plugin.name}, {"version", plugin.version},
                {"build", plugin.build},   {"path", plugin.path}, {"hash", plugin.hash},
                {"params", params(plugin)}};
    if (!plugin.as.empty()) {
      one["as"] = plugin.as;
    }
    if (plugin.on) {
      one["on"] = core::format_bar_size(*plugin.on);
    }
    if (!plugin.of.empty()) {
      one["of"] = plugin.of;
    }
    if (plugin.labels) {
      one["labels"] = labels(*plugin.labels);
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json conditions(const analysis::RunRecord& record) {
  Json list = Json::array();
  for (const analysis::ConditionRecord& condition : record.counts.conditions) {
    list.push_back({{"condition", condition.text}, {"actions", condition.actions}});
  }
  return list;
}

Json symbols(const data::MarketData& market) {
  Json list = Json::array();
  for (const data::SymbolData& one : market.symbols) {
    list.push_back(with_source_bars(symbol(market, one), one.report));
  }
  return list;
}

Json data(const analysis::RunRecord& record) {
  const std::string& venue_hash = record.market.venues.front().hours->hash;
  return {{"hash", record.market.hash},
          {"venue", record.market.venue},
          {"venue_hash", venue_hash.empty() ? Json(nullptr) : Json(venue_hash)},
          {"venues", venues(record.market)},
          {"tzdata", record.market.tzdata},
          {"bar", core::format_bar_size(record.market.bar)},
          {"session_days_per_year", record.market.session_days_per_year},
          {"first_step", record.first_step},
          {"symbols", symbols(record.market)},
          {"symbols_left_out", record.market.left_out.size()},
          {"left_out", left_out(record.market.left_out)}};
}

Json build() {
  const BuildInfo& info = build_info();
  return {{"version", info.version},
          {"compiler", info.compiler},
          {"flags", info.flags},
          {"type", info.type}};
}

Json machine() {
  const MachineInfo info = machine_info();
  return {{"cpu", info.cpu}, {"cores", info.cores}, {"kernel", info.kernel}, {"libc", info.libc}};
}

}  // namespace barometer::report::json
