// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "page/html.hpp"
#include "page/parts.hpp"
#include "report/number_text.hpp"
#include "report/regime_words.hpp"
#include "stats/cluster_mean.hpp"

namespace barometer::page {

namespace {

using report::fixed;
using report::gain;
using report::grouped;
using report::percent;

const char* tone_of(double value) {
  return value > 0 ? "good" : value < 0 ? "bad" : "";
}

std::string basis_points(std::optional<double> fraction) {
  return gain(fraction ? std::optional(*fraction * 1e4) : fraction, 3);
}

// The interval of the mean, or what makes the row too thin to have one.
HtmlCell interval(const analysis::RegimeMetrics& row) {
  if (!row.sufficient) {
    return {fmt::format("thin: {} of {} blocks", row.blocks, stats::kFewestBlocks), "thin"};
  }
  if (!row.mean_low) {
    return {row.exposure.value_or(0) == 0 ? "never held" : "n/a", "faint"};
  }
  return {basis_points(row.mean_low) + " to " + basis_points(row.mean_high)};
}

std::vector<HtmlCell> cells(const analysis::RegimeRow& row) {
  return {{row.label},
          {row.share ? percent(row.share) : ""},
          {gain(row.net, 2), tone_of(row.net)},
          {gain(row.gross, 2)},
          {fixed(row.costs, 2)},
          {percent(row.hit_rate)},
          {grouped(row.fills)}};
}

std::string table_of(const analysis::RegimeTable& table, const analysis::DimensionMetrics& metrics,
                     const analysis::RegimeRow& total, const std::string& unit) {
  HtmlTable html("By " + table.dimension, {table.dimension, "of time", "net" + unit, "gross" + unit,
                                           "costs" + unit, "hit rate", "fills", "trades", "held",
                                           "mean, bps", "95 % of the mean, bps", "Sharpe"});
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const analysis::RegimeRow& row = table.rows[i];
    const analysis::RegimeMetrics& more = metrics.rows[i];
    if (row.bars == 0 && row.fills == 0) {
      continue;  // a label that no bar had
    }
    std::vector<HtmlCell> line = cells(row);
    line[2].key = fmt::format("regimes.dimensions.{}.{}.net_pnl", table.dimension, i);
    line.push_back({grouped(more.trades)});
    line.push_back({percent(more.exposure)});
    line.push_back({basis_points(more.mean)});
    line.push_back(interval(more));
    line.push_back({more.sufficient ? fixed(more.sharpe, 2) : ""});
    html.row(line);
  }
  std::vector<HtmlCell> sum = cells(total);
  sum.front().text = "all bars";
  sum[2].key = "regimes.total.net_pnl";
  sum.resize(12);
  html.row(sum);
  return html.html();
}

// Whether the dimension matters, with its p.
std::string finding(const analysis::DimensionMetrics& metrics) {
  const analysis::RegimeTest& test = metrics.test;
  if (test.eligible < 2) {
    return fmt::format("{}: not tested: it takes 2 labels with {} blocks each, and {}.",
                       metrics.dimension, stats::kFewestBlocks,
                       test.eligible == 1 ? "1 has them" : "none has them");
  }
  if (!test.p || !test.p_holm) {
    return metrics.dimension + ": not tested: no value differs, or the equity was lost.";
  }
  if (!test.can_reject) {
    // Not stored by versions before this one.
    const std::string blocks =
        test.fewest_blocks > 0 ? report::counted(test.fewest_blocks, "block") : "its blocks";
    return fmt::format("{} {}: {} are too few for a small p; p {:.4f}.", metrics.dimension,
                       report::verdict_words(test), blocks, *test.p);
  }
  return fmt::format("{} {}: p {:.4f}, {:.4f} among {} (Holm).", metrics.dimension,
                     report::verdict_words(test), *test.p, *test.p_holm,
                     report::counted(test.family, "dimension"));
}

std::string one_dimension(const PartInput& input, std::size_t i) {
  const analysis::RunAnalysis& analysis = input.analysis;
  const analysis::RegimeTable& table = analysis.attribution.tables[i];
  const analysis::DimensionMetrics& metrics = analysis.regimes[i];
  return fmt::format("<h3>{}</h3>\n", escaped(table.dimension)) +
         paragraph(finding(metrics), report::matters(metrics.test) ? "strong" : "") +
         picture_place(fmt::format("regime-{}", i),
                       "Net and mean with its interval by " + table.dimension) +
         unfolded("Table of " + table.dimension,
                  table_of(table, metrics, analysis.attribution.total, money_unit(input.record)),
                  i == 0);
}

}  // namespace

std::string regimes_part(const PartInput& input) {
  const analysis::Attribution& attribution = input.analysis.attribution;
  if (attribution.tables.empty()) {
    return paragraph("The run has no regimes: its config names no taggers.");
  }
  std::string text = paragraph(
      std::string(report::kTagOfChange) +
      " Of what is known "
      "beforehand, such as the weekday, it is the tag of the bar itself. The rows of each table "
      "add "
      "up to all bars" +
      std::string(attribution.interest == 0
                      ? "."
                      : ", and with interest to the account's change in equity."));
  text += paragraph(
      "mean: of a symbol-bar's net as a share of the equity before it, every bar alike. 95 %: "
      "Student's t over blocks of time. A row that is thin has too few blocks to be judged by.",
      "faint");
  for (std::size_t i = 0; i < attribution.tables.size(); ++i) {
    text += one_dimension(input, i);
  }
  return text;
}

}  // namespace barometer::page
