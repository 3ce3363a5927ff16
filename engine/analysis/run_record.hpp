// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/account_flows.hpp"
#include "core/strategy_output.hpp"
#include "core/timestamp.hpp"
#include "latency/report.hpp"
#include "orders/order.hpp"
#include "portfolio/equity_curve.hpp"
#include "risk/risk_actions.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::analysis {

// Labels that were read and not computed: whether they knew the future cannot be checked.
struct LabelsRecord {
  std::string column;
  std::string file = {};  // of their own; empty: the files of the bars
  std::int64_t bars = 0;
  std::int64_t labelled = 0;       // of the bars
  std::int64_t left_out_rows = 0;  // regime/bar_labels.hpp
};

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
  std::optional<LabelsRecord> labels = {};  // of a column in place of a plug-in
};

// One `when:` line and what it did.
struct ConditionRecord {
  std::string text;          // "volatility = extreme -> flatten"
  std::int64_t actions = 0;  // symbol-steps in which it changed something
};

// What the run wrote down, each log in the order of happening; borrowed.
struct RunLogs {
  std::span<const orders::OrderRecord> orders = {};  // every listed order, rejected ones included
  std::span<const orders::OrderChange> order_changes = {};
  std::span<const orders::Fill> fills = {};
  std::span<const portfolio::EquityPoint> equity = {};  // one per step from `first_step` on
  AccountFlows flows = {};
  std::span<const core::LogRow> log = {};  // the strategy's own, as the values of its series
  std::span<const core::SeriesValue> series_values = {};
  std::span<const core::DeclaredSeries> series = {};
};

// What the run counted.
struct RunCounts {
  std::int64_t unlisted_orders = 0;   // rejected for want of room, beyond those in the log
  std::int64_t unmeasured_fills = 0;  // without market impact, for want of volume or history
  // Rejected for buying power, at the prices that the orders met, and what each alone would have
  // got under broker.margin: scale; account currency.
  double unaffordable_notional = 0;
  double affordable_notional = 0;
  std::int64_t warmup_bars = 0;     // that the strategy declared, of each symbol
  std::int64_t early_orders = 0;    // dropped before their end
  std::int64_t ambiguous_bars = 0;  // whose fills depend on the path of prices inside the bar
  std::vector<ConditionRecord> conditions = {};
  risk::RiskActions risk = {};
  std::int64_t dropped_log_rows = 0;  // of the strategy's log, for want of room
  std::int64_t dropped_series_values = 0;
  // Rows of a strategy of signals that ask for something, and those outside of the run's time.
  std::int64_t signal_rows = 0;
  std::int64_t outside_signal_rows = 0;
};

// Who made the run, and with what effort.
struct RunProvenance {
  std::vector<PluginRecord> plugins = {};  // taggers as in the config, then the strategy
  int threads = 1;
  double wall_seconds = 0;  // of the process's work up to now: analysis and writing are added
};

// Everything that a finished run hands to its analysis and report. The inputs and logs are
// borrowed and must outlive the record.
struct RunRecord {
  const config::RunConfig& config;
  const data::MarketData& market;
  const regime::TagView& tags;
  // One entry per dimension: 1 where the strategy, a condition or a cost reads it.
  std::vector<std::uint8_t> used_dimensions = {};
  // Bars up to the first on which a dimension has a tag; takes its time, and is asked for what is
  // hardly ever known alone. None: what the tagger declares.
  std::function<std::int64_t(std::size_t dimension)> needed_bars = {};
  std::int64_t first_step = 0;  // first step after the warm-up before `data.from`
  RunLogs logs = {};
  RunCounts counts = {};
  // With broker.close_at_end: equity before the open positions were closed, account currency.
  std::optional<double> equity_before_close = {};
  latency::LatencyReport latency = {};
  RunProvenance provenance = {};
};

}  // namespace barometer::analysis
