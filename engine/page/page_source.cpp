// SPDX-License-Identifier: Apache-2.0
#include "page/page_source.hpp"

#include <utility>

#include "analysis/buy_and_hold.hpp"
#include "config/run_config.hpp"
#include "report/json_parts.hpp"
#include "report/names.hpp"

namespace barometer::page {

nlohmann::ordered_json page_json(const analysis::RunRecord& record,
                                 const analysis::RunAnalysis& analysis) {
  return {
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
      {"identity", report::json::identity(analysis.identity)},
      {"config", report::json::config(record.config)},
      {"data", report::json::data(record)},
  };
}

PageSource page_source(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis) {
  std::vector<analysis::Sample> sessions = analysis::session_samples(
      record.market, record.first_step, record.config.broker.cash, record.logs.equity);
  std::vector<analysis::Sample> hold =
      analysis::buy_and_hold(record.market, sessions, record.logs.flows.valuations);
  return {.json = page_json(record, analysis),
          .sessions = std::move(sessions),
          .hold = std::move(hold)};
}

}  // namespace barometer::page
