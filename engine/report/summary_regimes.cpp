// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "config/run_config.hpp"
#include "core/safe_text.hpp"
#include "report/number_text.hpp"
#include "report/regime_words.hpp"
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
                               {row.share ? percent(row.share) : ""},
                               {share_bar(row.share), Tone::faint},
                               {gain(row.net, 2), tone},
                               {gain(row.gross, 2)},
                               {fixed(row.costs, 2)},
                               {percent(row.hit_rate)},
                               {grouped(row.fills)}};
  if (row.spread_cost) {
    cells.push_back({fixed(*row.spread_cost, 2)});
    cells.push_back({row.quoted_bps ? fixed(*row.quoted_bps, 2) : ""});
  }
  if (latency != nullptr) {
    cells.push_back({latency->p50_ns ? nanoseconds(latency->p50_ns) : ""});
    cells.push_back({latency->p99_ns ? nanoseconds(latency->p99_ns) : ""});
  }
  return cells;
}

// The latency of a row of a table; gaps and pairs of dimensions have none.
const analysis::TagLatency* latency_of(const analysis::RunAnalysis& analysis, std::size_t table,
                                       std::size_t row) {
  if (table >= analysis.latency_by_tag.size()) {
    return nullptr;
  }
  const auto& rows = analysis.latency_by_tag[table].rows;
  if (row + 1 == analysis.attribution.tables[table].rows.size()) {
    return &rows.back();
  }
  return row + 1 < rows.size() ? &rows[row] : nullptr;
}

// The dimensions, alone or in pairs, that are counted by the label of the bar itself.
std::string known_ahead(std::span<const analysis::ReportedDimension> reported) {
  std::vector<std::string> names;
  for (const analysis::ReportedDimension& dimension : reported) {
    for (const analysis::ReportedSide& side : dimension.sides) {
      if (side.own_bar && std::ranges::find(names, side.name) == names.end()) {
        names.push_back(side.name);
      }
    }
  }
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + core::clipped(name, 24);
  }
  return text;
}

// Whether a row stands for what happened while the venue was closed.
bool has_gaps(const analysis::RunAnalysis& analysis) {
  for (std::size_t t = 0; t < analysis.reported.size(); ++t) {
    const std::vector<analysis::RegimeRow>& rows = analysis.attribution.tables[t].rows;
    for (std::size_t slot = 0; slot < rows.size(); ++slot) {
      if (analysis.reported[t].is_gap(slot) && rows[slot].bars > 0) {
        return true;
      }
    }
  }
  return false;
}

std::string rule_of(const analysis::RunAnalysis& analysis) {
  std::string rule(kTagOfChange);
  const std::string ahead = known_ahead(analysis.reported);
  if (!ahead.empty()) {
    rule += fmt::format(
        " Known beforehand are {}: there it is the label of the bar itself, so that a Monday's "
        "gain "
        "is Monday's, the weekend in it. A condition judges the bar that sends the order: "
        "`weekday: "
        "monday` is decided at Monday's close and filled after it.",
        ahead);
  }
  return has_gaps(analysis)
             ? rule + " gap: from the last close to the session's open, where the venue was closed."
             : rule;
}

std::string note(std::string_view text, const Style& style) {
  return style.paint(Tone::faint, "  " + wrapped(text, kIndent, style)) + "\n";
}

std::vector<TableCell> head(bool quoted, bool with_latency, const std::string& currency) {
  const std::string unit = ", " + (currency.empty() ? "money" : core::clipped(currency, 8));
  std::vector<TableCell> head{{""},
                              {"of time", Tone::faint},
                              {""},
                              {"net" + unit, Tone::faint},
                              {"gross" + unit, Tone::faint},
                              {"costs" + unit, Tone::faint},
                              {"hit rate", Tone::faint},
                              {"fills", Tone::faint}};
  if (quoted) {
    head.push_back({"spread" + unit, Tone::faint});
    head.push_back({"quoted, bps", Tone::faint});
  }
  if (with_latency) {
    head.push_back({"p50", Tone::faint});
    head.push_back({"p99", Tone::faint});
  }
  return head;
}

}  // namespace

std::string regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style) {
  const analysis::Attribution& attribution = analysis.attribution;
  const bool quoted = attribution.total.spread_cost.has_value();
  // An entry per single dimension, the first tables; none where the run was not metered.
  const std::vector<analysis::LatencyByTag>& latency = analysis.latency_by_tag;
  // What is least missed goes first: the bar that repeats a number, quantiles of latency, quotes.
  Table table("lrlrrrrrrrrr", quoted ? std::vector<std::size_t>{2, 11, 10, 9, 4, 8, 5, 6, 7}
                                     : std::vector<std::size_t>{2, 9, 8, 4, 5, 6, 7});
  table.row(head(quoted, !latency.empty(), record.config.broker.currency));
  for (std::size_t t = 0; t < attribution.tables.size(); ++t) {
    const analysis::RegimeTable& dimension = attribution.tables[t];
    table.row({{core::clipped(dimension.dimension, 24), Tone::strong}});
    for (std::size_t i = 0; i < dimension.rows.size(); ++i) {
      const analysis::RegimeRow& row = dimension.rows[i];
      // Labels that no bar had are left out, such as `lunch` where a venue never closes.
      if (row.bars > 0 || row.fills > 0) {
        table.row(cells("  " + core::clipped(row.label, 20), row, latency_of(analysis, t, i)));
      }
    }
  }
  table.row(cells("all bars", attribution.total));
  static constexpr const char* kWhatSpread =
      "spread: what half the quoted spread took of the costs; quoted: its mean width, whole.";
  static constexpr const char* kWhoseTime =
      "p50 and p99: time per bar of the steady steps in which a bar had the tag.";
  return table.render(style, kIndent) + note(rule_of(analysis), style) +
         (quoted ? note(kWhatSpread, style) : "") +
         (latency.empty() ? "" : note(kWhoseTime, style));
}

}  // namespace barometer::report::summary
