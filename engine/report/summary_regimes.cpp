// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "core/safe_text.hpp"
#include "report/figures.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::summary {

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

std::vector<Cell> cells(const std::string& name, const RegimeRow& row) {
  const Tone tone = row.net > 0 ? Tone::good : row.net < 0 ? Tone::bad : Tone::plain;
  return {{name},
          {percent(row.share)},
          {share_bar(row.share), Tone::faint},
          {gain(row.net, 2), tone},
          {gain(row.gross, 2)},
          {fixed(row.costs, 2)},
          {percent(row.hit_rate)},
          {grouped(row.fills)}};
}

}  // namespace

std::string regimes(const Attribution& attribution, const Style& style) {
  if (attribution.tables.empty()) {
    return "";
  }
  Table table("lrlrrrrr");
  table.row({{""},
             {"of time", Tone::faint},
             {""},
             {"net", Tone::faint},
             {"gross", Tone::faint},
             {"costs", Tone::faint},
             {"hit rate", Tone::faint},
             {"fills", Tone::faint}});
  for (const RegimeTable& dimension : attribution.tables) {
    table.row({{clipped(dimension.dimension, 24), Tone::strong}});
    for (const RegimeRow& row : dimension.rows) {
      // A label that no bar had says nothing here: a venue that never closes has no lunch.
      if (row.bars > 0 || row.fills > 0) {
        table.row(cells("  " + clipped(row.label, 20), row));
      }
    }
  }
  RegimeRow total = attribution.total;
  table.row(cells("all bars", total));
  return heading("By regime", style) + table.render(style, kIndent) +
         style.paint(Tone::faint,
                     "  A symbol's change in value from close to close, fills and costs included, "
                     "belongs to\n  its tag at the earlier close: the one known when the position "
                     "was decided.") +
         "\n";
}

}  // namespace barometer::summary
