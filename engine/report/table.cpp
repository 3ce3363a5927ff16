// SPDX-License-Identifier: Apache-2.0
#include "report/table.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/safe_text.hpp"
#include "report/folded.hpp"

namespace barometer::report {

namespace {

using Widths = std::vector<std::size_t>;

constexpr std::size_t kGap = 2;
constexpr std::size_t kLeastOfWords = 20;  // a column of words that is narrower is hard to read
constexpr std::size_t kHidden = static_cast<std::size_t>(-1);

// The last column that is shown. REQUIRES: one is.
std::size_t last_of(const Widths& widths) {
  std::size_t last = widths.size() - 1;
  while (last > 0 && widths[last] == kHidden) {
    --last;
  }
  return last;
}

// Columns of a line whose first `count` cells have these widths, a gap behind each.
std::size_t begin_of(const Widths& widths, std::size_t count) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    sum += widths[i] == kHidden ? 0 : widths[i] + kGap;
  }
  return sum;
}

// Of a whole line.
std::size_t width_of(const Widths& widths) {
  const std::size_t last = last_of(widths);
  return begin_of(widths, last) + widths[last];
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    longest = std::max(longest, core::display_width(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return longest;
}

// The text of a cell, in lines where it is longer than its column.
std::string cell_text(const TableCell& cell, std::size_t width, std::size_t begin,
                      const Style& style) {
  if (core::display_width(cell.text) <= width) {
    return style.paint(cell.tone, cell.text);
  }
  return style.paint(cell.tone, wrapped(cell.text, begin, begin + width));
}

}  // namespace

Table::Table(std::string alignment, std::vector<std::size_t> drops)
    : alignment_(std::move(alignment)), drops_(std::move(drops)) {
  for (std::size_t column = alignment_.size(); column-- > 1;) {
    if (std::ranges::find(drops_, column) == drops_.end()) {
      drops_.push_back(column);
    }
  }
}

void Table::row(std::vector<TableCell> cells) {
  rows_.push_back(std::move(cells));
}

// What the cells need; columns at the end that no row has are hidden.
Widths Table::widths() const {
  Widths widths(alignment_.size(), 0);
  std::size_t used = 1;
  for (const std::vector<TableCell>& row : rows_) {
    used = std::max(used, row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], core::display_width(row[i].text));
    }
  }
  std::fill(widths.begin() + static_cast<std::ptrdiff_t>(used), widths.end(), kHidden);
  return widths;
}

// The least width of a column whose texts are broken at blanks.
std::size_t Table::least_width(std::size_t column) const {
  std::size_t least = kLeastOfWords;
  for (const std::vector<TableCell>& row : rows_) {
    least = std::max(least, column < row.size() ? longest_word(row[column].text) : 0);
  }
  return least;
}

// Widths with which a line fits `room`, if it can; what is left out for it is added to `dropped`.
Widths Table::fitting(std::size_t room, std::vector<std::size_t>& dropped) const {
  Widths wide = widths();
  auto next = drops_.begin();
  while (width_of(wide) > room) {
    const std::size_t last = last_of(wide);
    const std::size_t begin = begin_of(wide, last);
    const std::size_t least = alignment_[last] == 'l' ? least_width(last) : wide[last];
    const bool only_words = last < 2 && alignment_[last] == 'l';
    if ((begin + least <= room && least < wide[last]) || only_words) {
      wide[last] = std::max(least, room - std::min(room, begin));
      break;
    }
    if (next == drops_.end()) {
      break;
    }
    if (wide[*next] != kHidden) {
      wide[*next] = kHidden;
      dropped.push_back(*next);
    }
    ++next;
  }
  return wide;
}

std::string Table::row_text(const std::vector<TableCell>& row, const Widths& wide,
                            const Style& style, std::size_t indent) const {
  std::string text;
  std::string blanks(indent, ' ');
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (wide[i] == kHidden) {
      continue;
    }
    const std::string padding(wide[i] - std::min(core::display_width(row[i].text), wide[i]), ' ');
    const bool right = alignment_[i] == 'r';
    blanks += right ? padding : "";
    if (!row[i].text.empty()) {
      text += std::exchange(blanks, "");
      text += cell_text(row[i], wide[i], indent + begin_of(wide, i), style);
    }
    blanks += (right ? "" : padding) + std::string(kGap, ' ');
  }
  return text + '\n';
}

// "left out for want of width: p50; costs, money", by the names of the first row.
std::string Table::left_out(const std::vector<std::size_t>& dropped) const {
  std::string names;
  for (const std::size_t column : dropped) {
    const std::string name = column < rows_.front().size() ? rows_.front()[column].text : "";
    names += name.empty() ? "" : (names.empty() ? "" : "; ") + name;
  }
  return names.empty() ? names : "left out for want of width: " + names;
}

bool Table::fits(const Style& style, std::size_t indent) const {
  return indent + width_of(widths()) <= style.width;
}

std::string Table::render(const Style& style, std::size_t indent) const {
  std::vector<std::size_t> dropped;
  const Widths wide = fitting(style.width - std::min(style.width, indent), dropped);
  std::string text;
  for (const std::vector<TableCell>& row : rows_) {
    text += row_text(row, wide, style, indent);
  }
  const std::string note = dropped.empty() ? "" : left_out(dropped);
  if (!note.empty()) {
    text += std::string(indent, ' ') +
            style.paint(Tone::faint, wrapped(note, indent, style.width)) + "\n";
  }
  return text;
}

}  // namespace barometer::report
