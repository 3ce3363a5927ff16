// SPDX-License-Identifier: Apache-2.0
#include "page/data_block.hpp"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "analysis/buy_and_hold.hpp"
#include "config/run_config.hpp"
#include "core/bar_size.hpp"
#include "data/market_data.hpp"
#include "page/cells.hpp"
#include "page/json_string.hpp"
#include "page/market_series.hpp"
#include "page/packed.hpp"
#include "report/json_parts.hpp"
#include "report/names.hpp"

namespace barometer::page {

namespace {

std::string run_json_parts(const analysis::RunRecord& record,
                           const analysis::RunAnalysis& analysis) {
  const nlohmann::ordered_json run = {
      {"name", report::run_name(record.config)},
      {"fingerprint", analysis.fingerprint},
      {"bars", analysis.extent.bars},
      {"steps", analysis.extent.steps},
      {"metrics", report::json::metrics(analysis)},
      {"buy_and_hold", report::json::buy_and_hold(analysis.buy_and_hold)},
      {"regimes", report::json::regimes(analysis)},
      {"latency", report::json::latency(record.latency)},
      {"warnings", report::json::warnings(analysis.warnings)},
      {"orders", report::json::orders(record, analysis.orders)},
  };
  return without_markup(run.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

std::string equities(const std::vector<analysis::Sample>& samples, int digits) {
  std::string out;
  for (const analysis::Sample& sample : samples) {
    fmt::format_to(std::back_inserter(out), "{}{:.{}g}", out.empty() ? "" : ",", sample.equity,
                   digits);
  }
  return out;
}

std::string sessions_json(const analysis::RunRecord& record) {
  const std::vector<analysis::Sample> samples = analysis::session_samples(
      record.market, record.first_step, record.config.broker.cash, record.logs.equity);
  std::vector<std::int64_t> seconds;
  for (const analysis::Sample& sample : samples) {
    seconds.push_back(sample.time_ns / core::kSecond);
  }
  const std::vector<analysis::Sample> hold =
      analysis::buy_and_hold(record.market, samples, record.logs.flows.valuations);
  return fmt::format(R"({{"times":"{}","equity":[{}],"hold":[{}]}})", packed_times(seconds),
                     equities(samples, 9), equities(hold, 7));
}

std::string course_json(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis) {
  std::string steps, medians, maxima;
  for (const analysis::LatencyBlock& block : analysis.latency_course) {
    const char* const comma = steps.empty() ? "" : ",";
    fmt::format_to(std::back_inserter(steps), "{}{}", comma, block.first_step);
    fmt::format_to(std::back_inserter(medians), "{}{:.5g}", comma, block.median_ns);
    fmt::format_to(std::back_inserter(maxima), "{}{:.5g}", comma, block.max_ns);
  }
  return fmt::format(R"({{"steps":[{}],"median":[{}],"max":[{}],"first_step":{}}})", steps, medians,
                     maxima, record.first_step);
}

}  // namespace

std::string data_block(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                       const ShownRows& rows) {
  return fmt::format(
      "{{\"run\":{},\n\"currency\":{},\"bar\":{},\"per_year\":{},\n{},\n\"sessions\":{},\n{},\n{},"
      "\n\"course\":{}}}\n",
      run_json_parts(record, analysis), json_string(record.config.broker.currency),
      json_string(core::format_bar_size(record.market.bar)),
      json_number(analysis.returns.periods_per_year), account_json(record), sessions_json(record),
      market_json(record, analysis), rows_json(record, analysis, rows),
      course_json(record, analysis));
}

}  // namespace barometer::page
