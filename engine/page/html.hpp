// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// HTML made of text that may come from anybody: names, labels and messages are data and can never
// become markup.

namespace barometer::page {

// `text` made printable (core/safe_text.hpp), with < > & " ' as entities: for elements and for
// attributes in double quotes.
std::string escaped(std::string_view text);

// The same for text of several lines.
std::string escaped_lines(std::string_view text);

// A cell of a table.
struct HtmlCell {
  std::string text;
  const char* tone = "";  // a class of page.css: "good", "bad", "faint"; empty: none
  std::string key = {};   // data-key: what tests find the figure by; empty: none
};

// A table with a row of headings. The first column is left-aligned and heads its row; all others
// are figures.
class HtmlTable {
 public:
  // `caption` says what is shown; `words`: of how many columns from the left are words.
  HtmlTable(std::string_view caption, std::initializer_list<std::string_view> head,
            std::size_t words = 1);
  HtmlTable(std::string_view caption, const std::vector<std::string>& head, std::size_t words = 1);

  void row(const std::vector<HtmlCell>& cells);

  // A heading across all columns, behind which rows of one group follow.
  void group(std::string_view name);

  bool empty() const { return rows_ == 0; }

  std::string html() const;

 private:
  void begin(std::string_view caption);
  void head_cell(std::string_view name, std::size_t column);

  std::size_t columns_;
  std::size_t words_;
  std::size_t rows_ = 0;
  std::string body_;
};

// <p>, of the class `tone` where it is not empty.
std::string paragraph(std::string_view text, std::string_view tone = {});

// A figure that is seen first, one of a list of the class "tiles": `beside` says more of it, `tone`
// and `key` are as in HtmlCell.
std::string tile(std::string_view name, std::string_view value, std::string_view beside,
                 const char* tone, std::string_view key);

// A section of the page with its number; `body` is HTML.
std::string section(std::string_view id, std::string_view heading, std::string_view body);

// A place that the script draws into: `id` names the picture, `label` says what it shows to those
// who do not see it. Without scripts there is nothing.
std::string picture_place(std::string_view id, std::string_view label);

// A part that is opened by whoever wants it.
std::string unfolded(std::string_view summary, std::string_view body, bool open = false);

}  // namespace barometer::page
