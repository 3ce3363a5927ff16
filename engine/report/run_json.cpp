// SPDX-License-Identifier: Apache-2.0
#include "report/run_json.hpp"

#include "config/run_config.hpp"
#include "report/json_parts.hpp"
#include "report/names.hpp"

namespace barometer::report {

nlohmann::ordered_json run_json(const analysis::RunRecord& record,
                                const analysis::RunAnalysis& analysis) {
  return {
      {"format", kRunFormat},
      {"name", run_name(record.config)},
      {"fingerprint", analysis.fingerprint},
      {"bars", analysis.extent.bars},
      {"steps", analysis.extent.steps},
      {"first_time", core::format_utc(analysis.extent.first_ns)},
      {"last_time", core::format_utc(analysis.extent.last_ns)},
      {"metrics", json::metrics(analysis)},
      {"buy_and_hold", json::buy_and_hold(analysis.buy_and_hold)},
      {"regimes", json::regimes(analysis)},
      {"latency", json::latency(record.latency)},
      {"warnings", json::warnings(analysis.warnings)},
      {"orders", json::orders(record, analysis.orders)},
      {"open_positions", json::open_positions(record, analysis)},
      {"conditions", json::conditions(record)},
      {"risk", json::risk(record)},
      {"strategy_output", json::strategy_output(record)},
      {"identity", json::identity(analysis.identity)},
      {"config", json::config(record.config)},
      {"plugins", json::plugins(record)},
      {"data", json::data(record)},
      {"build", json::build()},
      {"machine", json::machine()},
      {"threads", record.provenance.threads},
      {"wall_seconds", record.provenance.wall_seconds},
  };
}

}  // namespace barometer::report
