// SPDX-License-Identifier: Apache-2.0
#include "report/summary.hpp"

#include <fmt/format.h>

#include "core/safe_text.hpp"
#include "report/build_info.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"
#include "report/warning_text.hpp"

namespace barometer::report {

namespace {

// A line for each of several taggers; one stands in the line of threads and seconds.
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

}  // namespace

namespace summary {

std::string heading(const std::string& title, const Style& style) {
  return fmt::format("\n{}\n", style.paint(Tone::strong, title));
}

std::string wrapped(const std::string& text, std::size_t indent) {
  std::string lines;
  std::size_t column = indent;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const std::size_t width = core::display_width(word);
    if (column > indent && column + 1 + width > kWidth) {
      lines.append("\n").append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += width;
    begin = end + 1;
  }
  return lines;
}

std::string overview(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                     const Style& style) {
  const data::MarketData& market = record.market;
  Table lines("l");
  lines.row(
      {{fmt::format("{} on {}: {} of {} in {}", core::clipped(record.config.strategy.plugin, 24),
                    counted(static_cast<std::int64_t>(market.symbols.size()), "symbol"),
                    counted(analysis.bars, "bar"), core::format_duration(market.bar),
                    counted(analysis.steps, "step"))}});
  lines.row({{fmt::format("{} to {} UTC, {:.2f} years, venue {}",
                          core::format_date(analysis.first_ns), core::format_date(analysis.last_ns),
                          analysis.returns.years, core::clipped(market.venue, 24))}});
  add_tagging(record, lines);
  const std::string title = core::clipped(run_name(record.config), 60);
  return style.paint(Tone::strong, title) +
         style.paint(Tone::faint, fmt::format("  Barometer {}", build_info().version)) + "\n" +
         lines.render(style, kIndent);
}

std::string warnings(const std::vector<analysis::Warning>& warnings, const Style& style) {
  if (warnings.empty()) {
    return "";
  }
  std::string text = heading("Warnings", style);
  for (const analysis::Warning& warning : warnings) {
    text += "  " + style.paint(Tone::warning, "!") + " " + wrapped(warning_text(warning), 4) + "\n";
  }
  return text;
}

}  // namespace summary

std::string render_summary(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                           const Style& style, const std::filesystem::path& folder) {
  std::string text = summary::overview(record, analysis, style) + summary::result(analysis, style) +
                     summary::trading(record, analysis, style) +
                     summary::regimes(analysis.attribution, analysis.latency_by_tag, style) +
                     summary::regime_figures(analysis.regimes, style) +
                     summary::latency(record.latency, analysis.slow_bars, style) +
                     summary::warnings(analysis.warnings, style) + "\n";
  Table footer("ll");
  footer.row({{"Fingerprint", Tone::strong}, {analysis.fingerprint}});
  if (!folder.empty()) {
    footer.row({{"Run folder", Tone::strong}, {core::printable(folder.string())}});
  }
  return text + footer.render(style, 0);
}

}  // namespace barometer::report
