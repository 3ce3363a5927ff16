// SPDX-License-Identifier: Apache-2.0
#include "page/html.hpp"

#include <fmt/format.h>

#include "chart/markup.hpp"
#include "core/safe_text.hpp"

namespace barometer::page {

std::string escaped(std::string_view text) {
  return chart::with_entities(core::printable(text));
}

std::string escaped_lines(std::string_view text) {
  return chart::with_entities(core::printable_lines(text));
}

HtmlTable::HtmlTable(std::string_view caption, std::initializer_list<std::string_view> head,
                     std::size_t words)
    : columns_(head.size()), words_(words) {
  begin(caption);
  std::size_t column = 0;
  for (const std::string_view name : head) {
    head_cell(name, column++);
  }
  body_ += "</tr></thead><tbody>\n";
}

HtmlTable::HtmlTable(std::string_view caption, const std::vector<std::string>& head,
                     std::size_t words)
    : columns_(head.size()), words_(words) {
  begin(caption);
  std::size_t column = 0;
  for (const std::string& name : head) {
    head_cell(name, column++);
  }
  body_ += "</tr></thead><tbody>\n";
}

void HtmlTable::begin(std::string_view caption) {
  body_ = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">"
      "<table><caption>{0}</caption><thead><tr>",
      escaped(caption));
}

void HtmlTable::head_cell(std::string_view name, std::size_t column) {
  body_ += fmt::format("<th scope=\"col\"{}>{}</th>", column < words_ ? " class=\"word\"" : "",
                       escaped(name));
}

void HtmlTable::row(const std::vector<HtmlCell>& cells) {
  ++rows_;
  body_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const HtmlCell& cell = cells[i];
    std::string classes = i < words_ ? "word" : "";
    classes += classes.empty() || *cell.tone == '\0' ? "" : " ";
    classes += cell.tone;
    const std::string marks =
        (classes.empty() ? "" : fmt::format(" class=\"{}\"", classes)) +
        (cell.key.empty() ? "" : fmt::format(" data-key=\"{}\"", escaped(cell.key)));
    body_ += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", marks, escaped(cell.text))
                    : fmt::format("<td{}>{}</td>", marks, escaped(cell.text));
  }
  body_ += "</tr>\n";
}

void HtmlTable::group(std::string_view name) {
  body_ += fmt::format(
      "<tr class=\"group\"><th scope=\"colgroup\" class=\"word\" colspan=\"{}\">{}</th></tr>\n",
      columns_, escaped(name));
}

std::string HtmlTable::html() const {
  return body_ + "</tbody></table></div>\n";
}

std::string paragraph(std::string_view text, std::string_view tone) {
  return fmt::format("<p{}>{}</p>\n", tone.empty() ? "" : fmt::format(" class=\"{}\"", tone),
                     escaped(text));
}

std::string tile(std::string_view name, std::string_view value, std::string_view beside,
                 const char* tone, std::string_view key) {
  return fmt::format(
      "<div class=\"tile\"><dt>{}</dt><dd class=\"{}\" data-key=\"{}\">{}</dd><dd class=\"faint\">"
      "{}</dd></div>\n",
      escaped(name), tone, key, escaped(value), escaped(beside));
}

std::string section(std::string_view id, std::string_view heading, std::string_view body) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-h\"><h2 id=\"{0}-h\">{1}</h2>\n{2}"
      "</section>\n",
      id, escaped(heading), body);
}

std::string picture_place(std::string_view id, std::string_view label) {
  return fmt::format("<div class=\"picture\" data-picture=\"{}\" data-label=\"{}\"></div>\n", id,
                     escaped(label));
}

std::string unfolded(std::string_view summary, std::string_view body, bool open) {
  return fmt::format("<details{}><summary>{}</summary>\n{}</details>\n", open ? " open" : "",
                     escaped(summary), body);
}

}  // namespace barometer::page
