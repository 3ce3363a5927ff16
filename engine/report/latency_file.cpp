// SPDX-License-Identifier: Apache-2.0
#include "report/latency_file.hpp"

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "data/timeline.hpp"
#include "report/json_parts.hpp"
#include "report/names.hpp"

namespace barometer::report {

namespace {

using json::Json;
using json::or_null;

// [from, to, count] for every bucket that holds something.
Json histogram(const latency::StageReport& stage) {
  Json buckets = Json::array();
  for (const latency::HistogramBucket& bucket : stage.histogram) {
    buckets.push_back({bucket.from_ns, bucket.to_ns, bucket.count});
  }
  return buckets;
}

Json growth(const std::optional<latency::GrowthReport>& growth) {
  if (!growth) {
    return nullptr;
  }
  return {{"grows", growth->grows},
          {"rise", growth->rise},
          {"z_score", growth->z},
          {"p_value", growth->p},
          {"bars_per_step", growth->bars},
          {"samples", growth->samples},
          {"first_step", growth->first_step},
          {"last_step", growth->last_step}};
}

Json live(const std::optional<latency::LiveReport>& live, const data::Timeline& timeline) {
  if (!live) {
    return nullptr;
  }
  const bool waited = live->waited > 0;
  return {{"interval_ns", live->interval_ns},
          {"steps", live->steps},
          {"utilisation", live->load},
          {"p50_ns", or_null(live->p50_ns)},
          {"p90_ns", or_null(live->p90_ns)},
          {"p99_ns", or_null(live->p99_ns)},
          {"p999_ns", or_null(live->p999_ns)},
          {"max_ns", live->max_ns},
          {"waited_steps", live->waited},
          {"longest_wait_ns", live->longest_wait_ns},
          {"longest_wait_time",
           waited ? Json(core::format_utc(timeline.time(live->longest_wait_step))) : Json(nullptr)},
          {"final_wait_ns", live->final_wait_ns}};
}

Json cold_start(const std::optional<latency::ColdStart>& cold) {
  if (!cold) {
    return nullptr;
  }
  return {{"mean_ns", cold->mean_ns},
          {"steady_ns", cold->steady_ns},
          {"first_steps", cold->first_steps},
          {"first_ns", cold->first_ns},
          {"steps", cold->steps},
          {"rest_ns", cold->rest_ns}};
}

Json by_regime(const std::vector<analysis::LatencyByTag>& tables) {
  Json dimensions = Json::object();
  for (const analysis::LatencyByTag& table : tables) {
    Json& rows = dimensions[table.dimension] = Json::array();
    for (const analysis::TagLatency& row : table.rows) {
      rows.push_back({{"label", row.label},
                      {"steps", row.steps},
                      {"p50_ns", or_null(row.p50_ns)},
                      {"p99_ns", or_null(row.p99_ns)}});
    }
  }
  return dimensions;
}

Json slow_symbols(const analysis::SlowBars& slow, const analysis::SlowBar& bar) {
  Json symbols = Json::array();
  for (const analysis::SlowSymbol& symbol : bar.symbols) {
    Json tags = Json::object();
    for (std::size_t d = 0; d < slow.dimensions.size(); ++d) {
      tags[slow.dimensions[d]] = symbol.tags[d];
    }
    symbols.push_back({{"symbol", symbol.symbol}, {"tags", std::move(tags)}});
  }
  return symbols;
}

Json slowest(const analysis::SlowBars& slow) {
  Json list = Json::array();
  for (const analysis::SlowBar& bar : slow.bars) {
    Json stages = Json::object();
    for (std::size_t s = 1; s < bar.step.stage_ns.size(); ++s) {
      stages[std::string(latency::kStageNames[s])] = bar.step.stage_ns[s];
    }
    list.push_back({{"time", core::format_utc(bar.time_ns)},
                    {"step", bar.step.step},
                    {"bars", bar.step.bars},
                    {"per_bar_ns", bar.per_bar_ns()},
                    {"step_ns", bar.step.stage_ns.front()},
                    {"stages_ns", std::move(stages)},
                    {"symbols", slow_symbols(slow, bar)}});
  }
  return list;
}

Json blocks(const std::vector<analysis::LatencyBlock>& course) {
  Json list = Json::array();
  for (const analysis::LatencyBlock& block : course) {
    list.push_back({{"first_step", block.first_step},
                    {"last_step", block.last_step},
                    {"samples", block.samples},
                    {"median_ns", block.median_ns},
                    {"max_ns", block.max_ns}});
  }
  return list;
}

}  // namespace

nlohmann::ordered_json latency_json(const analysis::RunRecord& record,
                                    const analysis::RunAnalysis& analysis) {
  const latency::LatencyReport& latency = record.latency;
  Json file = {{"format", kLatencyFormat},
               {"name", run_name(record.config)},
               {"meter", !latency.metered  ? "off"
                         : latency.sampled ? "sampled"
                                           : "full"},
               {"stride", latency.stride},
               {"metered_steps", latency.trace.size()},
               {"metering_share", latency::metering_share(latency)}};
  file.update(json::latency(latency));
  for (std::size_t s = 0; s < latency.stages.size(); ++s) {
    file["stages"][s]["histogram"] = histogram(latency.stages[s]);
  }
  file["cold_start"] = cold_start(latency.cold_start);
  file["growth"] = growth(latency.growth);
  file["live"] = live(latency.live, record.market.timeline);
  file["by_regime"] = by_regime(analysis.latency_by_tag);
  file["slowest"] = slowest(analysis.slow_bars);
  file["blocks"] = blocks(analysis.latency_course);
  return file;
}

}  // namespace barometer::report
