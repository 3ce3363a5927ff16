// SPDX-License-Identifier: Apache-2.0
#include "report/profile_text.hpp"

#include <fmt/format.h>

#include "core/safe_text.hpp"
#include "report/profile_figures.hpp"
#include "report/table.hpp"

namespace barometer {

namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kWidth = 100;

Tone tone_of(Headline headline) {
  switch (headline) {
    case Headline::regression:
      return Tone::bad;
    case Headline::improvement:
    case Headline::no_change:
      return Tone::good;
    default:
      return Tone::warning;
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

// Words on lines of at most kWidth columns; lines after the first are indented further.
std::string wrapped(std::string_view text, std::string_view first, std::string_view others) {
  std::string lines(first);
  std::size_t column = display_width(first);
  while (!text.empty()) {
    const std::string_view word = next_word(text);
    if (column + display_width(word) > kWidth) {
      lines.pop_back();
      lines += fmt::format("\n{}", others);
      column = display_width(others);
    }
    lines += fmt::format("{} ", word);
    column += display_width(word) + 1;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  lines.back() = '\n';
  return lines;
}

std::string list(std::string_view title, const std::vector<std::string>& lines,
                 const Style& style) {
  if (lines.empty()) {
    return "";
  }
  std::string text = "\n" + style.paint(Tone::strong, title) + "\n";
  for (const std::string& line : lines) {
    text += wrapped(printable(line), "  ", "    ");
  }
  return text;
}

std::string figures(const ProfileResult& result, const Style& style) {
  if (result.candidate.processes.empty()) {
    return "";
  }
  Table table(result.comparison ? "lrrl" : "lr");
  if (result.comparison) {
    table.row(
        {{""}, {"baseline", Tone::faint}, {"candidate", Tone::faint}, {"change", Tone::faint}});
  }
  for (const ProfileRow& row : profile_rows(result)) {
    const Tone tone = row.verdict == Change::regression ? Tone::warning : Tone::plain;
    if (result.comparison) {
      table.row({{row.name}, {row.baseline}, {row.candidate}, {row.change, tone}});
    } else {
      table.row({{row.name}, {row.candidate}});
    }
  }
  return "\n" + style.paint(Tone::strong, result.executed ? "Times a bar" : "Times a call") + "\n" +
         table.render(style, kIndent);
}

std::string verdict(const ProfileResult& result, const Style& style) {
  const std::string headline =
      result.headline ? style.paint(tone_of(*result.headline), to_string(*result.headline))
                      : "no baseline: nothing was judged";
  std::string text = fmt::format("\n{}\n", headline);
  for (const std::string& reason : result.reasons) {
    text += wrapped(printable(reason), "  ", "    ");
  }
  return text;
}

}  // namespace

std::string render_profile(const ProfileResult& result, const Style& style) {
  return style.paint(Tone::strong, "profile") + "  " + printable(result.subject) + "\n" +
         list("Executed in a replay", executed_lines(result), style) +
         list("Measured with", measured_with_lines(result), style) + figures(result, style) +
         list("Machine meanwhile", machine_lines(result), style) +
         list("Warnings", result.warnings, style) + verdict(result, style);
}

}  // namespace barometer
