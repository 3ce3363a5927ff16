// SPDX-License-Identifier: Apache-2.0
#include "profiler/terminal_text.hpp"

#include <fmt/format.h>

#include "core/safe_text.hpp"
#include "profiler/result_lines.hpp"
#include "report/table.hpp"

namespace barometer::profiler {

namespace {

constexpr std::size_t kIndent = 2;

report::Tone tone_of(profile::Verdict verdict) {
  switch (verdict) {
    case profile::Verdict::regression:
    case profile::Verdict::mean_regression:
      return report::Tone::bad;
    case profile::Verdict::improvement:
    case profile::Verdict::no_change:
      return report::Tone::good;
    default:
      return report::Tone::warning;
  }
}

// Up to the next blank; a number keeps its "%".
std::string_view next_word(std::string_view text) {
  std::size_t end = text.find(' ');
  if (end != std::string_view::npos && text.substr(end + 1).starts_with('%')) {
    end = text.find(' ', end + 1);
  }
  return text.substr(0, std::min(end, text.size()));
}

// Words on lines of the style's width; lines after the first are indented further.
std::string wrapped(std::string_view text, std::string_view first, std::string_view others,
                    const report::Style& style) {
  std::string lines(first);
  std::size_t column = core::display_width(first);
  while (!text.empty()) {
    const std::string_view word = next_word(text);
    if (column + core::display_width(word) > style.sentence_width()) {
      lines.pop_back();
      lines += fmt::format("\n{}", others);
      column = core::display_width(others);
    }
    lines += fmt::format("{} ", word);
    column += core::display_width(word) + 1;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  lines.back() = '\n';
  return lines;
}

std::string list(std::string_view title, const std::vector<std::string>& lines,
                 const report::Style& style) {
  if (lines.empty()) {
    return "";
  }
  std::string text = "\n" + style.paint(report::Tone::strong, title) + "\n";
  for (const std::string& line : lines) {
    text += wrapped(core::printable(line), "  ", "    ", style);
  }
  return text;
}

std::string figures(const profile::ProfileResult& result, const report::Style& style) {
  if (result.candidate.processes.empty()) {
    return "";
  }
  report::Table table(result.comparison ? "lrrl" : "lr");
  if (result.comparison) {
    table.row({{""},
               {"baseline", report::Tone::faint},
               {"candidate", report::Tone::faint},
               {"change", report::Tone::faint}});
  }
  for (const ProfileRow& row : profile_rows(result)) {
    const report::Tone tone = row.verdict == profile::ChangeClass::regression
                                  ? report::Tone::warning
                                  : report::Tone::plain;
    if (result.comparison) {
      table.row({{row.name}, {row.baseline}, {row.candidate}, {row.change, tone}});
    } else {
      table.row({{row.name}, {row.candidate}});
    }
  }
  return "\n" +
         style.paint(report::Tone::strong, result.executed ? "Times a bar" : "Times a call") +
         "\n" + table.render(style, kIndent);
}

std::string verdict(const profile::ProfileResult& result, const report::Style& style) {
  const std::string headline =
      result.verdict ? style.paint(tone_of(*result.verdict), profile::headline(result))
                     : "no baseline: nothing was judged";
  std::string text = fmt::format("\n{}\n", headline);
  for (const std::string& reason : result.reasons) {
    text += wrapped(core::printable(reason), "  ", "    ", style);
  }
  return text;
}

}  // namespace

std::string render_profile(const profile::ProfileResult& result, const report::Style& style) {
  return style.paint(report::Tone::strong, "profile") + "  " + core::printable(result.subject) +
         "\n" + list("Executed in a replay", executed_lines(result), style) +
         list("Measured with", measured_with_lines(result), style) + figures(result, style) +
         list("Machine meanwhile", machine_lines(result), style) +
         list("Warnings", result.warnings, style) + verdict(result, style);
}

}  // namespace barometer::profiler
