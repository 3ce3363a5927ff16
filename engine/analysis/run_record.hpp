// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/point_values.hpp"
#include "config/run_config.hpp"
#include "data/bars.hpp"
#include "latency/report.hpp"
#include "orders/order.hpp"
#include "portfolio/equity_curve.hpp"
#include "regime/tag_table.hpp"
#include "risk/risk_limits.hpp"

namespace barometer::analysis {

// A plug-in as it took part in the run.
struct PluginRecord {
  std::string kind;  // "regime" | "strategy"
  std::string name;
  std::string version;
  std::string build;
  std::string path;
  std::string hash;
  // Every declared parameter with the value in force, defaults included; "by preset" where the
  // plug-in chose.
  std::vector<std::pair<std::string, std::string>> params;
  // Of taggers, as the config states them.
  std::string as = {};
  std::optional<core::Duration> on = {};
  std::string of = {};
};

// One `when:` line and what it did.
struct ConditionRecord {
  std::string text;          // "volatility = extreme -> flatten"
  std::int64_t actions = 0;  // symbol-steps in which it changed something
};

// Everything a finished run hands to the report; borrowed, valid while the pipeline's stages live.
struct RunRecord {
  const config::RunConfig& config;
  const data::MarketData& market;
  const regime::TagTable& tags;
  std::span<const orders::OrderRecord> orders;     // every order of the run, rejected ones included
  std::span<const orders::Fill> fills;             // in the order in which they happened
  std::span<const portfolio::EquityPoint> equity;  // one per step from `first_step` on
  std::int64_t first_step = 0;  // first step after the warm-up before `data.from`
  std::vector<PluginRecord> plugins;
  std::vector<ConditionRecord> conditions;
  latency::LatencyReport latency;
  int threads = 1;
  double wall_seconds = 0;  // of the process's work up to the report
  std::vector<std::string> warnings;
  AccountFlows flows = {};
  risk::RiskActions risk = {};
  std::int64_t unmeasured_fills = 0;  // that paid no impact for want of volume or history
  std::span<const orders::OrderChange> changes =
      {};                           // of the lives of orders, in the order of happening
  std::int64_t ambiguous_bars = 0;  // whose fills depend on the way of prices inside
  // With broker.close_at_end: equity before what was held was closed, account currency.
  std::optional<double> equity_before_close = {};
  std::int64_t unlisted_orders = 0;  // refused for want of room, beyond those in `orders`
};

}  // namespace barometer::analysis
