// SPDX-License-Identifier: Apache-2.0
#include "report/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/run_config.hpp"
#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "data/market_data.hpp"
#include "report/build_info.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"
#include "report/warning_text.hpp"

namespace barometer::report {

namespace {

// A line per tagger; the last one shares its line with threads and seconds.
void add_tagging(const analysis::RunRecord& record, Table& lines) {
  const std::vector<config::RegimeConfig>& taggers = record.config.regime;
  std::string text = taggers.empty() ? "no tags" : "tags by " + tagger_name(taggers.front());
  for (std::size_t i = 1; i < taggers.size(); ++i) {
    lines.row({{text}});
    text = "tags by " + tagger_name(taggers[i]);
  }
  const bool ahead = record.config.run.tagging == config::Tagging::ahead;
  lines.row({{fmt::format("{}{}, {}, {} in all", text,
                          taggers.empty() ? ""
                          : ahead         ? " ahead of the loop"
                                          : " in step",
                          counted(record.provenance.threads, "thread"),
                          nanoseconds(record.provenance.wall_seconds * 1e9))}});
}

// "1d", of coarser bars "1d, made of 1h,"
std::string bar_size(const analysis::RunRecord& record) {
  const config::DataConfig& data = record.config.data;
  const std::string size = core::format_bar_size(record.market.bar);
  return data.run_bar() == data.bar
             ? size
             : fmt::format("{}, made of {},", size, core::format_bar_size(data.bar));
}

// What was run, before the first section.
std::string overview(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                     const Style& style) {
  const data::MarketData& market = record.market;
  Table lines("l");
  lines.row(
      {{fmt::format("{} on {}: {} of {} in {}", core::clipped(record.config.strategy.plugin, 24),
                    counted(static_cast<std::int64_t>(market.symbols.size()), "symbol"),
                    counted(analysis.extent.bars, "bar"), bar_size(record),
                    counted(analysis.extent.steps, "step"))}});
  const bool several = market.venues.size() > 1;
  lines.row({{fmt::format(
      "{} to {} UTC, {:.2f} years, {} {}", core::format_date(analysis.extent.first_ns),
      core::format_date(analysis.extent.last_ns), analysis.returns.years,
      several ? "the account's days are those of" : "venue", core::clipped(market.venue, 24))}});
  if (several) {
    lines.row({{"venues " + venues_text(market)}});
  }
  add_tagging(record, lines);
  const std::string title = core::clipped(run_name(record.config), 60);
  return style.paint(Tone::strong, title) +
         style.paint(Tone::faint, fmt::format("  Barometer {}", build_info().version)) + "\n" +
         lines.render(style, summary::kIndent);
}

struct SummarySection {
  const char* heading;
  bool (*shown)(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis);
  std::string (*body)(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                      const Style& style);
};

bool always(const analysis::RunRecord&, const analysis::RunAnalysis&) {
  return true;
}

bool has_regimes(const analysis::RunRecord&, const analysis::RunAnalysis& analysis) {
  return !analysis.attribution.tables.empty();
}

// Whether a position was held in any label: without one there is nothing to be sure of.
bool traded(const analysis::RunRecord&, const analysis::RunAnalysis& analysis) {
  const auto held = [](const analysis::RegimeMetrics& row) { return row.exposure.value_or(0) > 0; };
  return std::ranges::any_of(analysis.regimes, [&](const analysis::DimensionMetrics& dimension) {
    return std::ranges::any_of(dimension.rows, held);
  });
}

bool has_warnings(const analysis::RunRecord&, const analysis::RunAnalysis& analysis) {
  return !analysis.warnings.empty();
}

constexpr SummarySection kSections[] = {
    {"Result", always, summary::result},
    {"Trading", always, summary::trading},
    {"By regime", has_regimes, summary::regimes},
    {"How sure the regimes are", traded, summary::regime_confidence},
    {"Latency", always, summary::latency},
    {"Warnings", has_warnings, summary::warnings},
};

// What the strategy wrote besides orders; nothing where it wrote nothing.
void add_strategy_output(const analysis::RunLogs& logs, Table& lines) {
  if (!logs.log.empty()) {
    lines.row({{"Log", Tone::strong},
               {counted(static_cast<std::int64_t>(logs.log.size()), "row") + " in log.csv"}});
  }
  if (!logs.series.empty()) {
    lines.row({{"Series", Tone::strong},
               {fmt::format("{} of {} series in series.csv",
                            counted(static_cast<std::int64_t>(logs.series_values.size()), "value"),
                            logs.series.size())}});
  }
}

// What the strategy wrote, the fingerprint, and where the run was written.
std::string footer(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                   const Style& style, const std::filesystem::path& folder) {
  Table lines("ll");
  add_strategy_output(record.logs, lines);
  lines.row({{"Fingerprint", Tone::strong}, {analysis.fingerprint}});
  if (!folder.empty()) {
    lines.row({{"Run folder", Tone::strong}, {core::printable(folder.string())}});
  }
  return lines.render(style, 0);
}

}  // namespace

namespace summary {

std::string warnings(const analysis::RunRecord&, const analysis::RunAnalysis& analysis,
                     const Style& style) {
  std::string text;
  for (const analysis::Warning& warning : analysis.warnings) {
    text += "  " + style.paint(Tone::warning, "!") + " " +
            wrapped(warning_text(warning), 4, style) + "\n";
  }
  return text;
}

}  // namespace summary

std::string render_summary(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                           const Style& style, const std::filesystem::path& folder) {
  std::string text = overview(record, analysis, style);
  for (const SummarySection& section : kSections) {
    if (section.shown(record, analysis)) {
      text += "\n" + style.paint(Tone::strong, section.heading) + "\n";
      text += section.body(record, analysis, style);
    }
  }
  return text + "\n" + footer(record, analysis, style, folder);
}

}  // namespace barometer::report
