// SPDX-License-Identifier: Apache-2.0
#include "report/folded.hpp"

#include <algorithm>

#include "core/safe_text.hpp"

namespace barometer::report {

namespace {

// Bytes of the colour (style.hpp) that begins at `i`; 0 where none does.
std::size_t colour_at(std::string_view text, std::size_t i) {
  if (text[i] != '\x1b') {
    return 0;
  }
  const std::size_t end = text.find('m', i);
  return end == std::string_view::npos ? 0 : end + 1 - i;
}

std::string without_colours(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t colour = colour_at(text, i);
    plain.append(text, i, colour == 0 ? 1 : 0);
    i += std::max<std::size_t>(colour, 1);
  }
  return plain;
}

std::size_t columns_of(std::string_view text) {
  return core::display_width(text.find('\x1b') == std::string_view::npos ? std::string(text)
                                                                         : without_colours(text));
}

// The column at which lines go on that are broken off `line`.
std::size_t hanging_indent(std::string_view line, std::size_t width) {
  const std::string plain = without_colours(line);
  const std::size_t begin = std::min(plain.find_first_not_of(' '), plain.size());
  std::size_t indent = begin + 2;
  for (std::size_t gap = plain.find("  ", begin); gap != std::string::npos;
       gap = plain.find("  ", gap)) {
    gap = std::min(plain.find_first_not_of(' ', gap), plain.size());
    const std::size_t column = core::display_width(std::string_view(plain).substr(0, gap));
    if (column > width / 2) {
      break;
    }
    indent = column;
  }
  return std::min(indent, width / 2);
}

// The words of `line` with the blanks before them, as many to a line as fit.
void fold_line(std::string_view line, std::size_t width, std::string& text) {
  const std::string margin(hanging_indent(line, width), ' ');
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t word = std::min(line.find_first_not_of(' ', i), line.size());
    const std::size_t end = std::min(line.find(' ', word), line.size());
    const std::size_t columns = columns_of(line.substr(word, end - word));
    const bool first = i == 0;
    if (!first && column + (word - i) + columns > width) {
      text.append("\n").append(margin).append(line, word, end - word);
      column = margin.size() + columns;
    } else {
      text.append(line, i, end - i);
      column += word - i + columns;
    }
    i = end;
  }
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  std::size_t column = indent;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const std::size_t columns = core::display_width(word);
    if (column > indent && column + 1 + columns > width) {
      lines.append("\n").append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += columns;
    begin = end + 1;
  }
  return lines;
}

std::string folded(std::string_view text, std::size_t width) {
  std::string lines;
  lines.reserve(text.size() + text.size() / 8);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    // Bytes are at least as many as columns.
    if (line.size() <= width || columns_of(line) <= width) {
      lines += line;
    } else {
      fold_line(line, width, lines);
    }
    lines += end < text.size() ? "\n" : "";
    begin = end + 1;
  }
  return lines;
}

}  // namespace barometer::report
