// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "core/safe_text.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::report::summary {

namespace {

// Ten columns are the whole of time; an eighth of a column is the least that shows.
std::string share_bar(std::optional<double> share) {
  static constexpr std::array<const char*, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(std::lround(share.value_or(0) * 80));
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) {
    bar += "█";
  }
  return bar + kEighths[eighths % 8];
}

std::vector<TableCell> cells(const std::string& name, const analysis::RegimeRow& row,
                             const analysis::TagLatency* latency = nullptr) {
  const Tone tone = row.net > 0 ? Tone::good : row.net < 0 ? Tone::bad : Tone::plain;
  std::vector<TableCell> cells{{name},
                               {percent(row.share)},
                               {share_bar(row.share), Tone::faint},
                               {gain(row.net, 2), tone},
                               {gain(row.gross, 2)},
                               {fixed(row.costs, 2)},
                               {percent(row.hit_rate)},
                               {grouped(row.fills)}};
  if (latency != nullptr) {
    cells.push_back({latency->p50_ns ? nanoseconds(latency->p50_ns) : ""});
    cells.push_back({latency->p99_ns ? nanoseconds(latency->p99_ns) : ""});
  }
  return cells;
}

std::vector<TableCell> head(bool with_latency) {
  std::vector<TableCell> head{{""},
                              {"of time", Tone::faint},
                              {""},
                              {"net", Tone::faint},
                              {"gross", Tone::faint},
                              {"costs", Tone::faint},
                              {"hit rate", Tone::faint},
                              {"fills", Tone::faint}};
  if (with_latency) {
    head.push_back({"p50", Tone::faint});
    head.push_back({"p99", Tone::faint});
  }
  return head;
}

}  // namespace

std::string regimes(const analysis::RunRecord&, const analysis::RunAnalysis& analysis,
                    const Style& style) {
  const analysis::Attribution& attribution = analysis.attribution;
  // An entry per table of the attribution, or none where the run was not metered.
  const std::vector<analysis::LatencyByTag>& latency = analysis.latency_by_tag;
  Table table("lrlrrrrrrr");
  table.row(head(!latency.empty()));
  for (std::size_t t = 0; t < attribution.tables.size(); ++t) {
    const analysis::RegimeTable& dimension = attribution.tables[t];
    table.row({{core::clipped(dimension.dimension, 24), Tone::strong}});
    for (std::size_t i = 0; i < dimension.rows.size(); ++i) {
      const analysis::RegimeRow& row = dimension.rows[i];
      // Labels that no bar had are left out, such as `lunch` where a venue never closes.
      if (row.bars > 0 || row.fills > 0) {
        table.row(cells("  " + core::clipped(row.label, 20), row,
                        latency.empty() ? nullptr : &latency[t].rows[i]));
      }
    }
  }
  table.row(cells("all bars", attribution.total));
  static constexpr const char* kWhoseTime =
      "  p50 and p99: time per bar of the steady steps in which a bar had the tag.\n";
  return table.render(style, kIndent) +
         style.paint(Tone::faint,
                     "  A symbol's change in value from close to close, fills and costs included, "
                     "belongs to\n  its tag at the earlier close: the one known when the position "
                     "was decided.") +
         "\n" + (latency.empty() ? "" : style.paint(Tone::faint, kWhoseTime));
}

}  // namespace barometer::report::summary
