// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/safe_text.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::report::summary {

namespace {

std::string basis_points(std::optional<double> fraction) {
  return fraction ? gain(*fraction * 1e4, 3) : gain(fraction, 3);
}

std::string interval(const analysis::RegimeMetrics& row) {
  return row.mean_low ? basis_points(row.mean_low) + " to " + basis_points(row.mean_high)
                      : "insufficient";
}

std::vector<TableCell> cells(const analysis::RegimeMetrics& row) {
  return {{"  " + core::clipped(row.label, 20)},
          {grouped(row.episodes)},
          {row.median_dwell ? fixed(row.median_dwell, 1) : ""},
          {grouped(row.trades)},
          {percent(row.exposure)},
          {basis_points(row.mean)},
          {interval(row), row.mean_low ? Tone::plain : Tone::faint},
          {row.sufficient ? fixed(row.sharpe, 2) : ""},
          {row.sufficient ? fixed(row.profit_factor, 2) : ""},
          {percent(row.drawdown)}};
}

std::vector<TableCell> head() {
  std::vector<TableCell> head{{""}};
  for (const char* name :
       {"episodes", "dwell", "trades", "held", "bps a bar", "95 %", "Sharpe", "factor", "fall"}) {
    head.push_back({name, Tone::faint});
  }
  return head;
}

std::string verdict(const analysis::DimensionMetrics& dimension) {
  const stats::RegimeTest& test = dimension.test;
  const std::string name = core::clipped(dimension.dimension, 24);
  if (!test.p) {
    return fmt::format("  {}: too little to test whether it matters\n", name);
  }
  return fmt::format("  {} {}: p {:.4f}, {:.4f} over all dimensions (Holm)\n", name,
                     *test.p_holm <= 0.05 ? "matters" : "does not show that it matters", *test.p,
                     *test.p_holm);
}

}  // namespace

std::string regime_confidence(const analysis::RunRecord&, const analysis::RunAnalysis& analysis,
                              const Style& style) {
  Table table("lrrrrrrrrr");
  table.row(head());
  std::string verdicts;
  for (const analysis::DimensionMetrics& dimension : analysis.regimes) {
    table.row({{core::clipped(dimension.dimension, 24), Tone::strong}});
    for (const analysis::RegimeMetrics& row : dimension.rows) {
      if (row.episodes > 0) {
        table.row(cells(row));
      }
    }
    verdicts += verdict(dimension);
  }
  static constexpr const char* kMeaning =
      "  bps of equity a symbol-bar, 95 % by drawing whole episodes; dwell is the median in bars.\n"
      "  Does the regime matter? The tags were shifted 2,000 times by at least one median dwell.\n";
  return table.render(style, kIndent) + verdicts + style.paint(Tone::faint, kMeaning);
}

}  // namespace barometer::report::summary
