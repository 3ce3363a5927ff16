// SPDX-License-Identifier: Apache-2.0
#include "analysis/find_warnings.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/account_warnings.hpp"
#include "analysis/data_warnings.hpp"
#include "analysis/order_warnings.hpp"
#include "analysis/tag_warnings.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

void check_metering(const config::LatencyConfig& latency, std::span<const PluginRecord> plugins,
                    std::vector<Warning>& warnings) {
  const bool budgeted = !latency.budgets.empty() || latency.warmup_total;
  if (budgeted && latency.meter == config::Meter::off) {
    warnings.emplace_back(BudgetsNotMetered{});
  }
  if (latency.live_interval && latency.meter != config::Meter::full) {
    warnings.emplace_back(LiveIntervalNotMetered{});
  }
  if (auto found = unoptimised(plugins); found && latency.meter != config::Meter::off) {
    warnings.emplace_back(*std::move(found));
  }
}

void check_labels(std::span<const PluginRecord> plugins, std::vector<Warning>& warnings) {
  for (const PluginRecord& plugin : plugins) {
    if (plugin.labels) {
      warnings.emplace_back(unchecked(*plugin.labels));
    }
  }
}

void check_counts(const RunCounts& counts, std::vector<Warning>& warnings) {
  if (counts.unmeasured_fills > 0) {
    warnings.emplace_back(FillsWithoutImpact{counts.unmeasured_fills});
  }
  if (counts.unlisted_orders > 0) {
    warnings.emplace_back(UnlistedOrders{counts.unlisted_orders});
  }
  if (counts.dropped_log_rows > 0 || counts.dropped_series_values > 0) {
    warnings.emplace_back(DroppedOutput{counts.dropped_log_rows, counts.dropped_series_values});
  }
  if (counts.outside_signal_rows > 0) {
    warnings.emplace_back(SignalsOutsideRun{counts.outside_signal_rows, counts.signal_rows});
  }
}

void check_equity(std::span<const portfolio::EquityPoint> equity, std::vector<Warning>& warnings) {
  const auto ruined = std::ranges::find_if(
      equity, [](const portfolio::EquityPoint& point) { return point.equity <= 0; });
  if (ruined != equity.end()) {
    warnings.emplace_back(NonPositiveEquity{ruined->time_ns});
  }
}

void check_ended_data(const data::MarketData& market, std::span<const OpenPosition> positions,
                      std::vector<Warning>& warnings) {
  HeldPastDataEnd held;
  for (const OpenPosition& position : positions) {
    if (position.data_ended) {
      held.symbols.push_back({market.symbols[position.symbol].name, position.last_bar_ns});
    }
  }
  if (!held.symbols.empty()) {
    warnings.emplace_back(std::move(held));
  }
}

void check_latency(const latency::LatencyReport& latency, std::vector<Warning>& warnings) {
  for (const latency::BudgetReport& budget : latency.budgets) {
    if (budget.state != latency::BudgetState::pass) {
      warnings.emplace_back(BudgetNotPassed{budget});
    }
  }
  if (latency.growth && latency.growth->grows) {
    warnings.emplace_back(LatencyGrows{latency.growth->rise});
  }
}

// Half a unit of the last decimal, as a fraction of the smallest price.
void check_decimals(const RunRecord& record, std::vector<Warning>& warnings) {
  constexpr double kTooFarOff = 1e-4;
  const auto price = [](const orders::Fill& fill) { return std::abs(fill.price); };
  const auto smallest = std::ranges::min_element(record.logs.fills, {}, price);
  const std::optional<int> decimals = record.config.output.decimals;
  if (!decimals || smallest == record.logs.fills.end() || price(*smallest) == 0) {
    return;
  }
  const double needed = std::ceil(std::log10(0.5 / kTooFarOff / price(*smallest)));
  if (*decimals < needed) {
    warnings.emplace_back(RoundedPrices{record.market.symbols[smallest->symbol].name,
                                        smallest->price, *decimals, static_cast<int>(needed)});
  }
}

void check_quotes(const RunRecord& record, std::vector<Warning>& warnings) {
  const auto quoted = [](const data::SymbolData& symbol) { return !symbol.spreads.empty(); };
  const auto symbols = std::ranges::count_if(record.market.symbols, quoted);
  const bool used = record.config.broker.slippage_parts.spread != config::SpreadCost::none;
  if (symbols > 0 && !used) {
    warnings.emplace_back(UnusedQuotes{symbols});
  }
}

bool has_word(std::string_view text, std::string_view word) {
  return (" " + std::string(text) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

UncheckedLabels unchecked(const LabelsRecord& labels) {
  return {labels.column, labels.file, labels.bars, labels.bars - labels.labelled,
          labels.left_out_rows};
}

std::optional<UnoptimisedPlugins> unoptimised(std::span<const PluginRecord> plugins) {
  UnoptimisedPlugins found;
  for (const PluginRecord& plugin : plugins) {
    if (has_word(plugin.build, "unoptimised") &&
        std::ranges::find(found.names, plugin.name) == found.names.end()) {
      found.names.push_back(plugin.name);
    }
  }
  return found.names.empty() ? std::nullopt : std::optional(std::move(found));
}

std::vector<Warning> find_warnings(const RunRecord& record, const RunAnalysis& analysis) {
  std::vector<Warning> warnings;
  check_metering(record.config.latency, record.provenance.plugins, warnings);
  if (record.config.broker.fill == config::FillRule::same_close) {
    warnings.emplace_back(SameCloseFills{});
  }
  check_prices(record.config.data, warnings);
  check_quotes(record, warnings);
  check_data(record.market, warnings);
  check_presets(record.provenance.plugins, record.market, warnings);
  check_unknown_tags(record, warnings);
  check_labels(record.provenance.plugins, warnings);
  check_invalid_orders(record, warnings);
  check_counts(record.counts, warnings);
  check_equity(record.logs.equity, warnings);
  check_rejections(record, analysis, warnings);
  check_ended_data(record.market, analysis.open_positions, warnings);
  check_rates(record, analysis, warnings);
  check_sessions_a_year(record, analysis, warnings);
  check_latency(record.latency, warnings);
  check_decimals(record, warnings);
  if (!analysis.identity.holds) {
    warnings.emplace_back(
        UnbalancedBooks{analysis.identity.equity_change, analysis.identity.attributed});
  }
  return warnings;
}

}  // namespace barometer::analysis
