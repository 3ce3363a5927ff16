// SPDX-License-Identifier: Apache-2.0
#include "report/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "analysis/metric_table.hpp"
#include "config/run_config.hpp"
#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "data/market_data.hpp"
#include "report/build_info.hpp"
#include "report/folded.hpp"
#include "report/headline_regimes.hpp"
#include "report/metric_text.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"
#include "report/warning_text.hpp"

namespace barometer::report {

namespace {

constexpr std::size_t kMostWarnings = 3;
constexpr std::size_t kLabels = 13;  // columns of "Fingerprint" and the blanks behind it

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

std::string labelled(std::string_view label, Tone tone, const std::string& text,
                     const Style& style) {
  const std::string padding(kLabels - label.size(), ' ');
  return style.paint(tone, label) + padding + wrapped(text, kLabels, style.width) + "\n";
}

std::string what_ran(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                     const Style& style) {
  const data::MarketData& market = record.market;
  return fmt::format("{}  {} on {}  {}\n  {} of {}, {} to {} UTC, {:.2f} years, {}\n",
                     style.paint(Tone::strong, core::clipped(run_name(record.config), 28)),
                     core::clipped(record.config.strategy.plugin, 20),
                     counted(static_cast<std::int64_t>(market.symbols.size()), "symbol"),
                     style.paint(Tone::faint, fmt::format("Barometer {}", build_info().version)),
                     counted(analysis.extent.bars, "bar"), core::format_bar_size(market.bar),
                     core::format_date(analysis.extent.first_ns),
                     core::format_date(analysis.extent.last_ns), analysis.returns.years,
                     market.venues.size() > 1 ? fmt::format("{} venues", market.venues.size())
                                              : core::clipped(market.venue, 20));
}

template <class Source>
std::string value_of(std::string_view key, const Source& source) {
  const analysis::Metric& metric = *analysis::find_metric(key);
  return metric_text(analysis::value_of(metric, source), metric.unit);
}

template <class Source>
std::string sharpe_of(const Source& source) {
  const std::string error = value_of("sharpe_standard_error", source);
  const std::string ratio = value_of("sharpe", source);
  return error.find_first_of("0123456789") == 0 ? ratio + " ± " + error : ratio;
}

std::string result(const analysis::RunAnalysis& analysis, const Style& style) {
  Table table("lrr");
  table.row({{"Result", Tone::strong}, {"strategy", Tone::faint}, {"buy and hold", Tone::faint}});
  const std::optional<double> gained = analysis.returns.total_return;
  const Tone tone = gained.value_or(0) > 0   ? Tone::good
                    : gained.value_or(0) < 0 ? Tone::bad
                                             : Tone::plain;
  table.row({{"  total return"},
             {value_of("total_return", analysis), tone},
             {value_of("total_return", analysis.buy_and_hold)}});
  table.row(
      {{"  Sharpe ± standard error"}, {sharpe_of(analysis)}, {sharpe_of(analysis.buy_and_hold)}});
  table.row({{"  max drawdown"},
             {value_of("max_drawdown", analysis)},
             {value_of("max_drawdown", analysis.buy_and_hold)}});
  return table.render(style, 0);
}

std::string trading(const analysis::RunAnalysis& analysis) {
  std::string text = fmt::format("{} closed, win rate {}", grouped(analysis.trades.closed),
                                 percent(analysis.trades.win_rate));
  if (!analysis.open_positions.empty()) {
    text += fmt::format(", {} open", analysis.open_positions.size());
  }
  return text + fmt::format("; costs {} ({} bps)", fixed(analysis.costs.trading(), 2),
                            fixed(analysis.costs.bps, 2));
}

// "bar p99 <= 20us: PASS"; of several how many passed, and those that did not.
std::string budgets_text(const std::vector<latency::BudgetReport>& budgets) {
  if (budgets.size() == 1) {
    return fmt::format("budget {}: {}", budget_name(budgets.front()),
                       latency::to_string(budgets.front().state));
  }
  std::string others;
  const auto passed = [&others](const latency::BudgetReport& budget) {
    const bool pass = budget.state == latency::BudgetState::pass;
    others += pass ? "" : fmt::format(", {}: {}", budget_name(budget), to_string(budget.state));
    return pass;
  };
  const auto count = std::ranges::count_if(budgets, passed);
  return fmt::format("{} of {} budgets PASS{}", count, budgets.size(), others);
}

Tone budgets_tone(const std::vector<latency::BudgetReport>& budgets) {
  const auto fails = [](const latency::BudgetReport& budget) {
    return budget.state == latency::BudgetState::fail;
  };
  return std::ranges::any_of(budgets, fails) ? Tone::bad : Tone::strong;
}

std::string latency_text(const latency::LatencyReport& latency) {
  if (!latency.metered) {
    return "not metered (latency.meter: full does)";
  }
  const std::string steady =
      latency.steady_median_ns
          ? fmt::format("steady median {} a bar", nanoseconds(latency.steady_median_ns))
          : "not steady before the run ended";
  return latency.budgets.empty() ? steady : budgets_text(latency.budgets) + "; " + steady;
}

// The warning's first words on a line of its own, the rest left to --verbose.
std::string warning_line(const analysis::Warning& warning, const Style& style) {
  constexpr std::size_t kMark = 4;
  const std::string text = warning_text(warning);
  const std::string lines = wrapped(text, 0, style.width - kMark - 2);
  const std::size_t end = lines.find('\n');
  return "  " + style.paint(Tone::warning, "!") + " " +
         (end == std::string::npos ? text : lines.substr(0, end) + " …") + "\n";
}

std::string warnings(const std::vector<analysis::Warning>& warnings, const Style& style) {
  std::string text;
  const std::size_t shown = std::min(warnings.size(), kMostWarnings);
  for (std::size_t i = 0; i < shown; ++i) {
    text += warning_line(warnings[i], style);
  }
  return shown == warnings.size()
             ? text
             : text + fmt::format("    and {} more: --verbose\n", warnings.size() - shown);
}

// The fingerprint and where everything else is. `page`: the folder has report.html.
std::string rest(const analysis::RunAnalysis& analysis, bool page, const Style& style,
                 const std::filesystem::path& folder) {
  std::string text = labelled("Fingerprint", Tone::strong, analysis.fingerprint, style);
  if (folder.empty()) {
    return text + labelled("More", Tone::strong, "--verbose prints the whole summary", style);
  }
  text += labelled("Run folder", Tone::strong, core::printable(folder.string()), style);
  const char* const more = page
                               ? "open report.html in a browser; --verbose prints all (summary.txt)"
                               : "--verbose prints all; it is in the folder's summary.txt too";
  return text + labelled("More", Tone::strong, more, style);
}

}  // namespace

std::vector<std::size_t> headline_dimensions(const analysis::RunAnalysis& analysis) {
  const std::vector<analysis::DimensionMetrics>& all = analysis.regimes;
  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  const auto effect = [&all](std::size_t i) {
    const analysis::RegimeTest& test = all[i].test;
    return test.p_holm.value_or(1) <= 0.05 ? test.statistic.value_or(0) : 0;
  };
  const auto habit = [&all](std::size_t i) {
    return all[i].dimension == "volatility" ? 0 : all[i].dimension == "trend" ? 1 : 2;
  };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return effect(a) != effect(b) ? effect(a) > effect(b) : habit(a) < habit(b);
  });
  order.resize(std::min<std::size_t>(order.size(), 2));
  return order;
}

std::string render_headline(const analysis::RunRecord& record,
                            const analysis::RunAnalysis& analysis, const Style& style,
                            const std::filesystem::path& folder) {
  const std::string head = what_ran(record, analysis, style);
  const std::string results =
      result(analysis, style) + labelled("Trading", Tone::strong, trading(analysis), style);
  const std::string latency = labelled("Latency", budgets_tone(record.latency.budgets),
                                       latency_text(record.latency), style);
  const std::string end =
      warnings(analysis.warnings, style) + rest(analysis, record.config.output.page, style, folder);
  std::size_t used = 1 + lines_in(head + results + latency + end);
  const std::size_t room = kHeadlineLines - std::min(used, kHeadlineLines);
  const std::string regimes = headline::regimes(record, analysis, style, room);
  used += lines_in(regimes);
  return head + (used < kHeadlineLines ? "\n" : "") + results + regimes + latency + end;
}

}  // namespace barometer::report
