// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "config/run_config.hpp"
#include "core/safe_text.hpp"
#include "orders/order_names.hpp"
#include "orders/order_type.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::report::summary {

namespace {

using ReasonCounts = std::map<bm_order_reason, std::int64_t>;

// In the alphabetic order of the reasons' names.
std::string named_counts(const ReasonCounts& counts) {
  std::map<std::string_view, std::int64_t> named;
  for (const auto& [reason, count] : counts) {
    named[orders::reason_name(reason)] = count;
  }
  std::string text;
  for (const auto& [name, count] : named) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, grouped(count));
  }
  return text;
}

std::int64_t sum(const ReasonCounts& counts) {
  std::int64_t total = 0;
  for (const auto& [reason, count] : counts) {
    total += count;
  }
  return total;
}

std::string order_text(const analysis::OrderCounts& orders) {
  std::string text = fmt::format("{} filled of {}", grouped(orders.filled), grouped(orders.total));
  if (orders.working > 0) {
    text += fmt::format(", {} still working", grouped(orders.working));
  }
  if (!orders.rejected.empty()) {
    text += fmt::format(", {} rejected ({})", grouped(sum(orders.rejected)),
                        named_counts(orders.rejected));
  }
  if (!orders.cancelled.empty()) {
    text += fmt::format(", {} cancelled ({})", grouped(sum(orders.cancelled)),
                        named_counts(orders.cancelled));
  }
  return text;
}

std::string trade_text(const analysis::TradeMetrics& trades) {
  return fmt::format("{} closed, win rate {}, profit factor {}", grouped(trades.closed),
                     percent(trades.win_rate), fixed(trades.profit_factor, 2));
}

// Details of the closed trades; nothing where there are none.
void add_trade_details(Table& table, const analysis::TradeMetrics& trades) {
  if (trades.closed == 0) {
    return;
  }
  table.row({{""},
             {fmt::format("win rate {} to {} (Wilson 95 %), average win {}, loss {}",
                          percent(trades.win_rate_low), percent(trades.win_rate_high),
                          gain(trades.average_win, 2), gain(trades.average_loss, 2))}});
  table.row({{""},
             {fmt::format("expectancy {}, at most {} lost in a row, held {} hours on average",
                          gain(trades.expectancy, 2), grouped(trades.longest_losing_streak),
                          fixed(trades.average_hours, 1))}});
  table.row({{""},
             {fmt::format("on average {} against and {} in favour while held",
                          gain_percent(trades.average_mae), gain_percent(trades.average_mfe))}});
}

void add_benchmark(Table& table, const std::optional<analysis::BenchmarkMetrics>& benchmark) {
  if (benchmark) {
    table.row({{"against " + core::clipped(benchmark->symbol, 16)},
               {fmt::format("alpha {} a year, beta {}, tracking error {}, information ratio {}",
                            gain_percent(benchmark->alpha), fixed(benchmark->beta, 2),
                            percent(benchmark->tracking_error),
                            fixed(benchmark->information_ratio, 2))}});
  }
}

std::string open_text(const std::vector<analysis::OpenPosition>& positions) {
  if (positions.empty()) {
    return "none open at the end";
  }
  double value = 0;
  double unrealised = 0;
  for (const analysis::OpenPosition& position : positions) {
    value += position.value();
    unrealised += position.unrealised_net;
  }
  return fmt::format("{} open at the end, worth {} at the last closes, {} of it unrealised",
                     grouped(static_cast<std::int64_t>(positions.size())), fixed(value, 2),
                     gain(unrealised, 2));
}

std::string exposure_text(const analysis::ExposureMetrics& exposure) {
  return fmt::format(
      "in the market {} of the time, gross {} of equity, turnover {} x equity a year",
      percent(exposure.time_share), percent(exposure.average_gross), fixed(exposure.turnover, 1));
}

std::string cost_text(const analysis::CostMetrics& costs) {
  return fmt::format("{} = commission {} + slippage {}; {} bps of {} traded",
                     fixed(costs.trading(), 2), fixed(costs.commission, 2),
                     fixed(costs.slippage, 2), fixed(costs.bps, 2), fixed(costs.notional, 0));
}

// Empty where nothing was paid or received for carrying positions.
std::string carry_text(const analysis::CostMetrics& costs) {
  const std::pair<const char*, double> parts[] = {{"borrow", -costs.borrow},
                                                  {"funding", -costs.funding},
                                                  {"interest", -costs.interest},
                                                  {"dividends", costs.dividends}};
  std::string text;
  for (const auto& [name, amount] : parts) {
    if (amount != 0) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, gain(amount, 2));
    }
  }
  return text;
}

std::string_view way_name(config::Intrabar way) {
  static constexpr std::string_view kNames[] = {"pessimistic", "ohlc", "olhc", "nearest_first"};
  return kNames[static_cast<std::size_t>(way)];
}

// Nothing where the strategy declared no warm-up.
void add_warmup(Table& table, const analysis::RunCounts& counts) {
  if (counts.warmup_bars > 0) {
    table.row({{"warm-up"},
               {fmt::format("the strategy declares {} of each symbol; orders dropped on them: {}",
                            counted(counts.warmup_bars, "bar"), grouped(counts.early_orders))}});
  }
}

// Market orders do not depend on the path of prices inside a bar.
void add_intrabar(Table& table, const analysis::RunRecord& record) {
  const bool any = std::any_of(record.logs.orders.begin(), record.logs.orders.end(),
                               [](const auto& order) { return orders::rests(order.type); });
  if (any) {
    table.row({{"intrabar"},
               {fmt::format("{}: {} ambiguous, their fills depend on it",
                            way_name(record.config.broker.intrabar),
                            counted(record.counts.ambiguous_bars, "bar"))}});
  }
}

void add_actions(Table& table, const analysis::RunCounts& counts) {
  for (const analysis::ConditionRecord& condition : counts.conditions) {
    table.row({{"condition"},
               {fmt::format("{}: acted {}", core::clipped(condition.text, 72),
                            counted(condition.actions, "time"))}});
  }
  for (const auto& [rule, actions] : counts.risk) {
    table.row({{"risk"},
               {fmt::format("{}: acted {}", orders::reason_name(rule), counted(actions, "time"))}});
  }
}

}  // namespace

std::string trading(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style) {
  Table table("ll");
  table.row({{"trades"}, {trade_text(analysis.trades)}});
  add_trade_details(table, analysis.trades);
  add_benchmark(table, analysis.benchmark);
  table.row({{"positions"}, {open_text(analysis.open_positions)}});
  if (record.equity_before_close) {
    table.row({{"close_at_end"},
               {fmt::format("equity {} before what was held was closed at its last close",
                            fixed(*record.equity_before_close, 2))}});
  }
  table.row({{"exposure"}, {exposure_text(analysis.exposure)}});
  table.row({{"costs"}, {cost_text(analysis.costs)}});
  if (const std::string carry = carry_text(analysis.costs); !carry.empty()) {
    table.row({{"carry"}, {carry}});
  }
  add_warmup(table, record.counts);
  table.row({{"orders"}, {order_text(analysis.orders)}});
  add_intrabar(table, record);
  add_actions(table, record.counts);
  return table.render(style, kIndent);
}

}  // namespace barometer::report::summary
