// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "analysis/metric_table.hpp"
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

// The values of one line, side by side. A standard error is left out where what it belongs to is
// undefined.
template <class Source>
std::string line_text(Line line, const Source& source) {
  std::string text;
  for (const analysis::Metric& metric : line) {
    const analysis::MetricValue value = analysis::value_of(metric, source);
    const bool error = metric.unit == analysis::MetricUnit::standard_error;
    if (error && std::holds_alternative<std::monostate>(value)) {
      continue;
    }
    text += text.empty() ? "" : error ? " ± " : ", ";
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

}  // namespace

std::string result(const analysis::RunRecord&, const analysis::RunAnalysis& analysis,
                   const Style& style) {
  Table table("lrr");
  table.row({{""}, {"strategy", Tone::faint}, {"buy and hold", Tone::faint}});
  std::span<const analysis::Metric> rest = analysis::metric_table();
  while (!rest.empty()) {
    const std::span<const analysis::Metric> line = rest.first(line_length(rest));
    add_line(line, analysis, table);
    rest = rest.subspan(line.size());
  }
  const analysis::ReturnMetrics& ours = analysis.returns;
  return table.render(style, kIndent) +
         style.paint(Tone::faint, fmt::format("  measured at {}, {} a year; riskless rate 0",
                                              counted(ours.periods, "session end"),
                                              fixed(ours.periods_per_year, 0))) +
         "\n";
}

}  // namespace barometer::report::summary
