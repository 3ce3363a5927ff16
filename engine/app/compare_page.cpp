// SPDX-License-Identifier: Apache-2.0
#include "app/compare_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <optional>
#include <vector>

#include "analysis/metric_table.hpp"
#include "app/compare_curves.hpp"
#include "app/compare_pictures.hpp"
#include "app/compare_text.hpp"
#include "page/html.hpp"
#include "page/page_frame.hpp"
#include "report/number_text.hpp"

namespace barometer::app {

namespace {

using page::HtmlTable;
using page::paragraph;
using study::ComparedRun;
using study::RunComparison;

std::string sides(const ComparedRun& a, const ComparedRun& b) {
  HtmlTable table("The two runs", {"", "name", "fingerprint", "sessions", "returns between"}, 3);
  const auto row = [&](const char* side, const ComparedRun& run) {
    table.row({{side},
               {run.name, "prose"},
               {run.fingerprint, "prose"},
               {report::grouped(std::ssize(run.returns.values))},
               {run.returns_from, "prose"}});
  };
  row("A", a);
  row("B", b);
  return table.html();
}

std::string verdict(const ComparedRun& a, const ComparedRun& b, const RunComparison& comparison) {
  if (comparison.same_results) {
    return sides(a, b) +
           paragraph("The fingerprints are equal: fills and equity are the same to the bit.",
                     "strong");
  }
  if (!comparison.difference) {
    return sides(a, b) +
           paragraph(fmt::format("No difference can be judged: it takes {} common sessions in "
                                 "which returns differ, and there are {}.",
                                 stats::kFewestPairs,
                                 report::grouped(static_cast<std::int64_t>(comparison.sessions))));
  }
  return sides(a, b) + paragraph(verdict_of(comparison), "strong") +
         paragraph(fmt::format(
             "Sharpe ratio {}, A less B: {}, on {} common sessions (Ledoit & Wolf 2008).",
             comparison.sessions_per_year > 0 ? "a year" : "a session",
             difference_words(*comparison.difference, comparison.sessions_per_year),
             report::grouped(static_cast<std::int64_t>(comparison.sessions))));
}

std::string equity(const ComparedRun& a, const ComparedRun& b) {
  const CompareCurves curves = compare_curves(study::common_sessions(a.returns, b.returns));
  if (curves.times.empty()) {
    return paragraph("The runs have fewer than two sessions in common: there is nothing to draw.");
  }
  return paragraph("On the sessions that both runs have; 1 is where both stood before the first.",
                   "faint") +
         compare_pictures(curves) +
         paragraph(
             "The band is where the difference lies in 95 % of cases, at each session taken alone, "
             "where only chance makes one: by the long-run variance of the sessions' differences.",
             "faint");
}

// "1.23 ± 0.31" where the metric behind it is its standard error.
std::string with_error(const RunComparison& comparison, std::size_t i,
                       std::optional<double> study::MetricPair::*side) {
  const study::MetricPair& pair = comparison.metrics[i];
  std::string text = metric_words(pair.key, pair.*side);
  const bool has_error = i + 1 < comparison.metrics.size() &&
                         comparison.metrics[i + 1].key == pair.key + "_standard_error";
  if (has_error && comparison.metrics[i + 1].*side) {
    text += " ± " + metric_words(comparison.metrics[i + 1].key, comparison.metrics[i + 1].*side);
  }
  return text;
}

std::string metrics(const RunComparison& comparison) {
  HtmlTable table("Metrics of run.json side by side, with standard errors where there are some",
                  {"metric", "A", "B", "A - B"});
  for (std::size_t i = 0; i < comparison.metrics.size(); ++i) {
    const study::MetricPair& pair = comparison.metrics[i];
    if (pair.key.ends_with("_standard_error")) {
      continue;
    }
    const analysis::Metric* const known = analysis::find_metric(pair.key);
    const bool is_time = known != nullptr && known->unit == analysis::MetricUnit::time;
    const bool both = pair.a && pair.b && !is_time;
    table.row({{pair.key},
               {with_error(comparison, i, &study::MetricPair::a), "", "a." + pair.key},
               {with_error(comparison, i, &study::MetricPair::b), "", "b." + pair.key},
               {both ? metric_words(pair.key, *pair.a - *pair.b) : ""}});
  }
  return table.empty() ? paragraph("The runs have no metric in common.") : table.html();
}

std::vector<page::HtmlCell> regime_cells(const study::RegimeDifference& regime, double scale) {
  std::vector<page::HtmlCell> cells{{regime.label},
                                    {report::grouped(static_cast<std::int64_t>(regime.sessions))}};
  if (!regime.difference) {
    cells.push_back({"too few", "thin"});
    cells.resize(7);
    return cells;
  }
  const stats::SharpeDifference& found = *regime.difference;
  for (const double figure : {found.difference, found.standard_error, found.low, found.high}) {
    cells.push_back({report::fixed(figure * scale, 2)});
  }
  cells.push_back({report::fixed(found.p, 3)});
  return cells;
}

std::string regimes(const RunComparison& comparison) {
  if (!comparison.regimes_missing.empty()) {
    return paragraph("Not compared: " + comparison.regimes_missing + ".");
  }
  HtmlTable table("Sharpe ratio, A less B, on the sessions that began in each",
                  {"label", "sessions", "difference", "standard error", "from", "to", "p"});
  const double scale =
      std::sqrt(comparison.sessions_per_year > 0 ? comparison.sessions_per_year : 1);
  std::string dimension;
  for (const study::RegimeDifference& regime : comparison.regimes) {
    if (regime.dimension != dimension) {
      table.group(dimension = regime.dimension);
    }
    table.row(regime_cells(regime, scale));
  }
  return table.html() +
         paragraph(
             "Figures are a year's where the sessions a year are known; the interval is of "
             "95 %. Sessions of one label lie apart in time, which it does not know.",
             "faint");
}

std::string config(const RunComparison& comparison) {
  if (comparison.keys.empty()) {
    return paragraph("No key differs that changes a figure.");
  }
  HtmlTable table("Keys that change a figure, and hashes of bars and plug-ins", {"key", "A", "B"},
                  3);
  for (const study::DifferentKey& key : comparison.keys) {
    table.row({{key.key, "prose"},
               {key.a.empty() ? "-" : key.a, "prose"},
               {key.b.empty() ? "-" : key.b, "prose"}});
  }
  return table.html();
}

std::string fills(const RunComparison& comparison) {
  if (!comparison.fills_missing.empty()) {
    return paragraph("Not compared: " + comparison.fills_missing + ".");
  }
  if (!comparison.first_fill) {
    return paragraph("All fills are the same.");
  }
  const study::DifferentFill& fill = *comparison.first_fill;
  HtmlTable table(fmt::format("Fill {} is the first that differs",
                              report::grouped(static_cast<std::int64_t>(fill.number))),
                  {"", "time", "symbol", "quantity", "price", "commission", "rule"}, 3);
  const auto row = [&](const char* side, const study::FillCells& of) {
    table.row({{side},
               {of.time.empty() ? "none any more" : of.time},
               {of.symbol},
               {of.quantity},
               {of.price},
               {of.commission},
               {of.rule}});
  };
  row("A", fill.of_a);
  row("B", fill.of_b);
  return table.html();
}

}  // namespace

void write_comparison_page(const ComparedRun& a, const ComparedRun& b,
                           const RunComparison& comparison, const report::Sink& sink) {
  page::write_frame({.title = a.name + " and " + b.name,
                     .parts = {{"verdict", "Verdict", verdict(a, b, comparison)},
                               {"equity", "Equity and difference", equity(a, b)},
                               {"metrics", "Metrics", metrics(comparison)},
                               {"regimes", "By regime", regimes(comparison)},
                               {"config", "Config", config(comparison)},
                               {"fills", "First fill that differs", fills(comparison)}},
                     .kind = kComparePage},
                    sink);
}

}  // namespace barometer::app
