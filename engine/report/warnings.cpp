// SPDX-License-Identifier: Apache-2.0
#include "report/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "core/safe_text.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

void warn_of_fill_rule(const analysis::RunRecord& record, std::vector<std::string>& warnings) {
  if (record.config.broker.fill == config::FillRule::same_close) {
    warnings.push_back(
        "fill: same_close fills orders at the very close that made them; such results cannot be "
        "had in a market");
  }
}

void warn_of_ended_data(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                        std::vector<std::string>& warnings) {
  constexpr std::size_t kNamed = 5;
  std::string names;
  std::size_t count = 0;
  for (const analysis::OpenPosition& position : analysis.open_positions) {
    if (position.data_ended && ++count <= kNamed) {
      names += fmt::format("{}{} on {}", count > 1 ? ", " : "",
                           core::printable(record.market.symbols[position.symbol].name),
                           core::format_date(position.last_bar_ns));
    }
  }
  if (count > 0) {
    const std::string more = count > kNamed ? fmt::format(" and {} more", count - kNamed) : "";
    warnings.push_back(fmt::format(
        "{} whose data end before the run does, still held and marked at the last close: {}{}",
        counted(static_cast<std::int64_t>(count), "symbol"), names, more));
  }
}

void warn_of_budgets(const analysis::RunRecord& record, std::vector<std::string>& warnings) {
  for (const latency::BudgetReport& budget : record.latency.budgets) {
    if (budget.state != latency::BudgetState::pass) {
      warnings.push_back(fmt::format("latency budget {}: {}", budget_name(budget),
                                     latency::to_string(budget.state)));
    }
  }
}

void warn_of_growth(const latency::LatencyReport& latency, std::vector<std::string>& warnings) {
  if (latency.growth && latency.growth->grows) {
    warnings.push_back(fmt::format("latency grows with the bar index: {} over the run",
                                   gain_percent(latency.growth->rise)));
  }
}

void warn_of_skipped_rows(const data::MarketData& market, std::vector<std::string>& warnings) {
  std::int64_t total = 0;
  const data::SymbolData* worst = nullptr;
  for (const data::SymbolData& symbol : market.symbols) {
    const std::int64_t skipped = symbol.report.skipped_rows;
    total += skipped;
    worst = skipped > (worst ? worst->report.skipped_rows : 0) ? &symbol : worst;
  }
  if (worst) {
    const std::int64_t most = worst->report.skipped_rows;
    const double share = static_cast<double>(most) / static_cast<double>(most + worst->report.bars);
    warnings.push_back(
        fmt::format("{} of the data {} skipped (bad_rows: skip), most in {} ({}, {} of its rows)",
                    counted(total, "row"), total == 1 ? "was" : "were",
                    core::printable(worst->name), grouped(most), percent(share)));
  }
}

void warn_of_unmeasured_fills(const analysis::RunRecord& record,
                              std::vector<std::string>& warnings) {
  if (record.unmeasured_fills > 0) {
    warnings.push_back(
        fmt::format("{} paid no market impact: no volume, or fewer than three sessions before",
                    counted(record.unmeasured_fills, "fill")));
  }
}

void warn_of_unlisted_orders(const analysis::RunRecord& record,
                             std::vector<std::string>& warnings) {
  if (record.unlisted_orders > 0) {
    warnings.push_back(fmt::format(
        "{} far beyond what a strategy may send in one step: refused, and without a row in "
        "orders.csv",
        counted(record.unlisted_orders, "order")));
  }
}

void warn_of_ruin(std::span<const portfolio::EquityPoint> equity,
                  std::vector<std::string>& warnings) {
  const auto ruined =
      std::find_if(equity.begin(), equity.end(),
                   [](const portfolio::EquityPoint& point) { return point.equity <= 0; });
  if (ruined != equity.end()) {
    warnings.push_back(fmt::format("equity was not positive from {} on: the account was bust",
                                   core::format_utc(ruined->time_ns)));
  }
}

std::int64_t rejected_for(bm_order_reason reason, const analysis::OrderCounts& orders) {
  const auto found = orders.rejected.find(std::string(orders::reason_name(reason)));
  return found == orders.rejected.end() ? 0 : found->second;
}

void hint_at_refused_orders(const config::BrokerConfig& broker, const analysis::OrderCounts& orders,
                            std::vector<std::string>& warnings) {
  const std::int64_t unaffordable = rejected_for(BM_REASON_BUYING_POWER, orders);
  if (unaffordable > 0 && broker.margin == config::OnShortfall::reject) {
    warnings.push_back(
        fmt::format("{} refused for buying power: margin: scale would fill what fits",
                    counted(unaffordable, "order")));
  }
  const std::int64_t short_sales = rejected_for(BM_REASON_SHORT_SELLING, orders);
  if (short_sales > 0 && !broker.short_selling) {
    warnings.push_back(fmt::format("{} refused for selling short: short_selling: true allows it",
                                   counted(short_sales, "order")));
  }
}

}  // namespace

std::vector<std::string> all_warnings(const analysis::RunRecord& record,
                                      const analysis::RunAnalysis& analysis) {
  std::vector<std::string> warnings = record.warnings;
  warn_of_fill_rule(record, warnings);
  warn_of_skipped_rows(record.market, warnings);
  warn_of_unmeasured_fills(record, warnings);
  warn_of_unlisted_orders(record, warnings);
  warn_of_ruin(record.equity, warnings);
  hint_at_refused_orders(record.config.broker, analysis.orders, warnings);
  warn_of_ended_data(record, analysis, warnings);
  warn_of_budgets(record, warnings);
  warn_of_growth(record.latency, warnings);
  if (!analysis.identity.holds) {
    warnings.push_back(fmt::format(
        "the books do not balance: equity changed by {}, fills and bars account for {}; this is a "
        "defect of the engine, please report it",
        analysis.identity.equity_change, analysis.identity.attributed));
  }
  return warnings;
}

}  // namespace barometer::report
