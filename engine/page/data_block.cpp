// SPDX-License-Identifier: Apache-2.0
#include "page/data_block.hpp"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "config/run_config.hpp"
#include "core/bar_size.hpp"
#include "data/market_data.hpp"
#include "page/cells.hpp"
#include "page/json_string.hpp"
#include "page/market_series.hpp"
#include "page/packed.hpp"

namespace barometer::page {

namespace {

// The keys of run.json that the script reads.
std::string run_json_parts(const nlohmann::ordered_json& json) {
  nlohmann::ordered_json run = nlohmann::ordered_json::object();
  for (const char* key : {"name", "fingerprint", "bars", "steps", "metrics", "buy_and_hold",
                          "regimes", "latency", "warnings", "orders"}) {
    run[key] = json.at(key);
  }
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

std::string sessions_json(const PageSource& source) {
  std::vector<std::int64_t> seconds;
  for (const analysis::Sample& sample : source.sessions) {
    seconds.push_back(sample.time_ns / core::kSecond);
  }
  return fmt::format(R"({{"times":"{}","equity":[{}],"hold":[{}]}})", packed_times(seconds),
                     equities(source.sessions, 9), equities(source.hold, 7));
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

// As market_json() of a run without symbols.
constexpr const char* kNoMarket =
    R"("price_per":1,"lane_per":1,"dimensions":[],"symbols":[],"lanes":[])";

}  // namespace

std::string data_block(const PartInput& input) {
  const analysis::RunRecord& record = input.record;
  const analysis::RunAnalysis& analysis = input.analysis;
  const PageSource& source = input.source;
  return fmt::format(
      "{{\"run\":{},\n\"currency\":{},\"bar\":{},\"per_year\":{},\n{},\n\"sessions\":{},\n{},\n{},"
      "\n\"course\":{}}}\n",
      run_json_parts(source.json), json_string(record.config.broker.currency),
      json_string(core::format_bar_size(record.market.bar)),
      json_number(analysis.returns.periods_per_year), account_json(record), sessions_json(source),
      source.left_out.bars ? kNoMarket : market_json(record, analysis),
      rows_json(record, analysis, input.rows), course_json(record, analysis));
}

}  // namespace barometer::page
