// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/safe_text.hpp"
#include "orders/order_type.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::report::summary {

namespace {

Tone tone_of(std::optional<double> gained) {
  if (!gained || *gained == 0) {
    return Tone::plain;
  }
  return *gained > 0 ? Tone::good : Tone::bad;
}

std::string days(core::Duration duration) {
  return counted(std::llround(static_cast<double>(duration) / core::kDay), "day");
}

// The five cells that tell of one drawdown, from depth to length.
std::vector<std::string> drawdown_cells(const std::optional<analysis::Drawdown>& drawdown) {
  if (!drawdown || drawdown->depth == 0) {
    return {drawdown ? "0.00 %" : "n/a", "", "", "", ""};
  }
  return {gain_percent(-drawdown->depth), core::format_date(drawdown->peak_ns),
          core::format_date(drawdown->trough_ns),
          drawdown->recovery_ns ? core::format_date(*drawdown->recovery_ns) : "not yet",
          days(drawdown->length_ns)};
}

void add_drawdown(Table& table, const analysis::ReturnMetrics& ours,
                  const analysis::ReturnMetrics& theirs) {
  static constexpr const char* kNames[] = {"max drawdown", "  peak", "  trough", "  recovered",
                                           "  length"};
  const std::vector<std::string> left = drawdown_cells(ours.drawdown);
  const std::vector<std::string> right = drawdown_cells(theirs.drawdown);
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!left[i].empty() || !right[i].empty()) {
      table.row({{kNames[i]}, {left[i]}, {right[i]}});
    }
  }
}

std::string shape_text(const analysis::Distribution& shape) {
  return fixed(shape.skew, 2) + ", " + fixed(shape.kurtosis, 2);
}

std::string tail_text(std::optional<double> quantile, std::optional<double> beyond) {
  return gain_percent(quantile) + ", " + gain_percent(beyond);
}

void add_tails(Table& table, const analysis::Distribution& ours,
               const analysis::Distribution& theirs) {
  table.row({{"VaR, CVaR 95 %"},
             {tail_text(ours.var_95, ours.cvar_95)},
             {tail_text(theirs.var_95, theirs.cvar_95)}});
  table.row({{"VaR, CVaR 99 %"},
             {tail_text(ours.var_99, ours.cvar_99)},
             {tail_text(theirs.var_99, theirs.cvar_99)}});
}

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

// How the closed ones went: nothing where there are none.
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

std::string with_error(const analysis::ReturnMetrics& metrics) {
  const std::string text = fixed(metrics.sharpe, 2);
  return metrics.sharpe ? text + " ± " + fixed(metrics.shape.sharpe_error, 2) : text;
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

// Nothing where nothing was paid or received for holding.
std::string holding_text(const analysis::CostMetrics& costs) {
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

// Market orders leave nothing to the way that prices go inside a bar.
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

}  // namespace

std::string result(const analysis::RunAnalysis& analysis, const Style& style) {
  const analysis::ReturnMetrics& ours = analysis.returns;
  const analysis::ReturnMetrics& theirs = analysis.buy_and_hold;
  Table table("lrr");
  table.row({{""}, {"strategy", Tone::faint}, {"buy and hold", Tone::faint}});
  table.row({{"end equity"}, {fixed(ours.end_equity, 2)}, {fixed(theirs.end_equity, 2)}});
  table.row({{"total return"},
             {gain_percent(ours.total_return), tone_of(ours.total_return)},
             {gain_percent(theirs.total_return), tone_of(theirs.total_return)}});
  table.row({{"CAGR"}, {gain_percent(ours.cagr)}, {gain_percent(theirs.cagr)}});
  table.row({{"volatility a year"}, {percent(ours.volatility)}, {percent(theirs.volatility)}});
  table.row({{"Sharpe ± standard error"}, {with_error(ours)}, {with_error(theirs)}});
  table.row({{"  probably above 0"},
             {percent(ours.shape.sharpe_probability)},
             {percent(theirs.shape.sharpe_probability)}});
  table.row({{"Sortino"}, {fixed(ours.sortino, 2)}, {fixed(theirs.sortino, 2)}});
  add_drawdown(table, ours, theirs);
  table.row({{"Calmar"}, {fixed(ours.calmar, 2)}, {fixed(theirs.calmar, 2)}});
  table.row({{"ulcer index"}, {percent(ours.ulcer)}, {percent(theirs.ulcer)}});
  table.row({{"skew, kurtosis"}, {shape_text(ours.shape)}, {shape_text(theirs.shape)}});
  add_tails(table, ours.shape, theirs.shape);
  return heading("Result", style) + table.render(style, kIndent) +
         style.paint(Tone::faint, fmt::format("  measured at {}, {} a year; riskless rate 0",
                                              counted(ours.periods, "session end"),
                                              fixed(ours.periods_per_year, 0))) +
         "\n";
}

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
  if (const std::string holding = holding_text(analysis.costs); !holding.empty()) {
    table.row({{"holding"}, {holding}});
  }
  table.row({{"orders"}, {wrapped(order_text(analysis.orders), 13)}});
  add_intrabar(table, record);
  for (const analysis::ConditionRecord& condition : record.counts.conditions) {
    table.row({{"condition"},
               {fmt::format("{}: acted {}", core::clipped(condition.text, 72),
                            counted(condition.actions, "time"))}});
  }
  for (const auto& [rule, actions] : record.counts.risk) {
    table.row({{"risk"},
               {fmt::format("{}: acted {}", orders::reason_name(rule), counted(actions, "time"))}});
  }
  return heading("Trading", style) + table.render(style, kIndent);
}

}  // namespace barometer::report::summary
