// SPDX-License-Identifier: Apache-2.0
#include "analysis/find_warnings.hpp"

#include <algorithm>
#include <utility>

#include "analysis/account_warnings.hpp"
#include "analysis/data_warnings.hpp"
#include "analysis/order_warnings.hpp"
#include "analysis/tag_warnings.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

void check_metering(const config::LatencyConfig& latency, std::vector<Warning>& warnings) {
  const bool budgeted = !latency.budgets.empty() || latency.warmup_total;
  if (budgeted && latency.meter == config::Meter::off) {
    warnings.emplace_back(BudgetsNotMetered{});
  }
  if (latency.live_interval && latency.meter != config::Meter::full) {
    warnings.emplace_back(LiveIntervalNotMetered{});
  }
}

void check_skipped_rows(const data::MarketData& market, std::vector<Warning>& warnings) {
  SkippedRows skipped;
  for (const data::SymbolData& symbol : market.symbols) {
    const std::int64_t rows = symbol.report.skipped_rows;
    skipped.rows += rows;
    if (rows > skipped.worst_rows) {
      skipped.worst_symbol = symbol.name;
      skipped.worst_rows = rows;
      skipped.worst_share =
          static_cast<double>(rows) / static_cast<double>(rows + symbol.report.bars);
    }
  }
  if (skipped.rows > 0) {
    warnings.emplace_back(std::move(skipped));
  }
}

void check_off_hours(const data::MarketData& market, std::vector<Warning>& warnings) {
  constexpr std::int64_t kNotableOneIn = 10;
  OffHours found;
  for (const data::SymbolData& symbol : market.symbols) {
    const std::int64_t bars = symbol.report.off_hours_bars;
    if (bars == 0 || bars * kNotableOneIn < symbol.report.bars) {
      continue;
    }
    found.symbols += 1;
    const double share = static_cast<double>(bars) / static_cast<double>(symbol.report.bars);
    if (share > found.worst_share) {
      found.worst_symbol = symbol.name;
      found.worst_bars = bars;
      found.worst_share = share;
      found.examples = symbol.report.off_hours;
      found.fitting_zone = symbol.report.fitting_zone;
    }
  }
  if (found.symbols > 0) {
    warnings.emplace_back(std::move(found));
  }
}

void check_left_out(const data::MarketData& market, std::vector<Warning>& warnings) {
  SymbolsLeftOut left_out;
  for (const data::LeftOut& symbol : market.left_out) {
    left_out.no_file += symbol.why == data::LeftOutWhy::no_file ? 1 : 0;
    left_out.no_bars += symbol.why == data::LeftOutWhy::no_bars ? 1 : 0;
    left_out.bad_data += symbol.why == data::LeftOutWhy::bad_data ? 1 : 0;
    left_out.symbols.push_back({symbol.symbol, symbol.reason});
  }
  if (!left_out.symbols.empty()) {
    warnings.emplace_back(std::move(left_out));
  }
}

void check_counts(const RunCounts& counts, std::vector<Warning>& warnings) {
  if (counts.unmeasured_fills > 0) {
    warnings.emplace_back(FillsWithoutImpact{counts.unmeasured_fills});
  }
  if (counts.unlisted_orders > 0) {
    warnings.emplace_back(UnlistedOrders{counts.unlisted_orders});
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

}  // namespace

std::vector<Warning> find_warnings(const RunRecord& record, const RunAnalysis& analysis) {
  std::vector<Warning> warnings;
  check_metering(record.config.latency, warnings);
  if (record.config.broker.fill == config::FillRule::same_close) {
    warnings.emplace_back(SameCloseFills{});
  }
  check_skipped_rows(record.market, warnings);
  check_off_hours(record.market, warnings);
  check_left_out(record.market, warnings);
  check_data(record.market, warnings);
  check_presets(record, warnings);
  check_unknown_tags(record, warnings);
  check_invalid_orders(record, warnings);
  check_counts(record.counts, warnings);
  check_equity(record.logs.equity, warnings);
  check_rejections(record, analysis, warnings);
  check_ended_data(record.market, analysis.open_positions, warnings);
  check_rates(record, analysis, warnings);
  check_sessions_a_year(record, analysis, warnings);
  check_latency(record.latency, warnings);
  if (!analysis.identity.holds) {
    warnings.emplace_back(
        UnbalancedBooks{analysis.identity.equity_change, analysis.identity.attributed});
  }
  return warnings;
}

}  // namespace barometer::analysis
