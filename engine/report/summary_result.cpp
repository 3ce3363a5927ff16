// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/metric_table.hpp"
#include "core/bar_size.hpp"
#include "core/timestamp.hpp"
#include "data/market_data.hpp"
#include "report/metric_text.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::report::summary {

namespace {

using Line = std::span<const analysis::Metric>;  // metrics with one label

// How many metrics the first line of `metrics` has. REQUIRES: metrics is not empty.
std::size_t line_length(Line metrics) {
  const auto end = std::ranges::find_if(metrics, [&](const analysis::Metric& metric) {
    return metric.label != metrics.front().label;
  });
  return static_cast<std::size_t>(end - metrics.begin());
}

bool is_undefined(const analysis::MetricValue& value) {
  return std::holds_alternative<std::monostate>(value) ||
         std::holds_alternative<analysis::TooFew>(value);
}

std::string_view joined_by(const analysis::Metric& metric) {
  const bool error = metric.unit == analysis::MetricUnit::standard_error;
  return error ? " ± " : metric.key.ends_with("_high") ? " to " : ", ";
}

// The values of one line, side by side. Left out are a standard error that is undefined, and the
// second end of an interval that is.
template <class Source>
std::string line_text(Line line, const Source& source) {
  std::string text;
  for (const analysis::Metric& metric : line) {
    const analysis::MetricValue value = analysis::value_of(metric, source);
    const std::string_view joint = joined_by(metric);
    if (joint != ", " && !text.empty() && is_undefined(value)) {
      continue;
    }
    text += text.empty() ? "" : joint;
    text += metric_text(value, metric.unit);
  }
  return text;
}

Tone tone_of(const analysis::Metric& metric, const analysis::RunAnalysis& analysis) {
  const analysis::MetricValue value = analysis::value_of(metric, analysis);
  const auto* gained = std::get_if<double>(&value);
  if (metric.key != "total_return" || gained == nullptr || *gained == 0) {
    return Tone::plain;
  }
  return *gained > 0 ? Tone::good : Tone::bad;
}

// Nothing where both sides have nothing to show.
void add_line(Line line, const analysis::RunAnalysis& analysis, Table& table) {
  const analysis::Metric& first = line.front();
  if (first.label.empty() || !first.of_returns()) {
    return;
  }
  const std::string ours = line_text(line, analysis);
  const std::string theirs = line_text(line, analysis.buy_and_hold);
  if (!ours.empty() || !theirs.empty()) {
    table.row({{std::string(first.label)}, {ours, tone_of(first, analysis)}, {theirs}});
  }
}

// What would be told of a figure that does not differ from it by a tenth is left out.
bool differ_by_a_tenth(std::optional<double> a, std::optional<double> b) {
  return a && b && std::abs(*a - *b) >= 0.1 * std::abs(*b);
}

std::string sharpe_note(const analysis::ReturnMetrics& returns) {
  const analysis::SharpeError& error = returns.sharpe_error;
  if (!error.standard_error) {
    return "";
  }
  std::string text =
      fmt::format("Sharpe: its error is that of autocorrelated, fat-tailed returns (HAC, {})",
                  counted(static_cast<std::int64_t>(error.lags), "lag"));
  if (differ_by_a_tenth(error.standard_error, error.independent)) {
    text += fmt::format("; ± {} if independent (Lo)", fixed(error.independent, 2));
  }
  return text;
}

std::string aggregation_note(const analysis::ReturnMetrics& returns) {
  const std::optional<double> aggregated = returns.sharpe_error.time_aggregated;
  return differ_by_a_tenth(aggregated, returns.sharpe)
             ? fmt::format(
                   "Sharpe of returns of a whole year, autocorrelated as these (Lo's eta): {}",
                   fixed(aggregated, 2))
             : "";
}

std::string confidence_note(const analysis::ReturnMetrics& returns) {
  const std::optional<double> probability = returns.sharpe_error.probability;
  return probability ? fmt::format(
                           "confidence above 0: if the true ratio were 0, {} of such samples "
                           "would show a lower one",
                           percent(probability))
                     : "";
}

std::string interval_note(const analysis::ReturnMetrics& returns, const char* sample) {
  const analysis::ReturnIntervals& intervals = returns.intervals;
  return intervals.max_drawdown
             ? fmt::format(
                   "in the long run, of such histories: resampled {} times in blocks of {} "
                   "on average",
                   grouped(analysis::kPathDraws),
                   counted(std::llround(intervals.block_sessions), sample))
             : "";
}

std::string missing_note(const analysis::ReturnMetrics& returns, const char* sample) {
  if (!returns.sharpe_error.missing && !returns.intervals.missing) {
    return "";
  }
  const std::size_t block = analysis::sessions_a_block(
      static_cast<std::size_t>(std::max<std::int64_t>(returns.periods, 1)));
  return fmt::format(
      "\"of\": what an interval has and needs; a block is {} of which one made a gain or "
      "a loss",
      counted(static_cast<std::int64_t>(block), sample));
}

std::string sample_note(const analysis::RunAnalysis& analysis) {
  return fmt::format(
      "measured at {}, {} to {}; {} a year; riskless rate 0",
      counted(analysis.returns.periods, "session end"), core::format_date(analysis.extent.first_ns),
      core::format_date(analysis.extent.last_ns), fixed(analysis.returns.periods_per_year, 0));
}

// What the figures were measured on, and what their errors mean.
std::string notes(core::Duration bar, const analysis::RunAnalysis& analysis, const Style& style) {
  const char* const sample = bar == core::kWeek    ? "week"
                             : bar == core::kMonth ? "month"
                                                   : "session";
  const analysis::ReturnMetrics& ours = analysis.returns;
  std::string text;
  for (const std::string& note :
       {sample_note(analysis), sharpe_note(ours), aggregation_note(ours), confidence_note(ours),
        interval_note(ours, sample), missing_note(ours, sample)}) {
    if (!note.empty()) {
      text += style.paint(Tone::faint, "  " + wrapped(note, kIndent, style)) + "\n";
    }
  }
  return text;
}

}  // namespace

std::string result(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                   const Style& style) {
  Table table("lrr");
  table.row({{""}, {"strategy", Tone::faint}, {"buy and hold", Tone::faint}});
  std::span<const analysis::Metric> rest = analysis::metric_table();
  while (!rest.empty()) {
    const std::span<const analysis::Metric> line = rest.first(line_length(rest));
    add_line(line, analysis, table);
    rest = rest.subspan(line.size());
  }
  return table.render(style, kIndent) + notes(record.market.bar, analysis, style);
}

}  // namespace barometer::report::summary
