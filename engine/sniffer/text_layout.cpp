// SPDX-License-Identifier: Apache-2.0
#include "sniffer/text_layout.hpp"

#include <algorithm>
#include <map>

#include "core/text.hpp"
#include "files/row_splitter.hpp"
#include "sniffer/column_names.hpp"
#include "sniffer/number_shape.hpp"

namespace barometer::sniffer {

namespace {

constexpr std::size_t kLeastNumbers = 4;
constexpr std::string_view kSeparators = ",;\t| :";

std::size_t numbers_in(const RowCells& cells) {
  return static_cast<std::size_t>(std::ranges::count_if(
      cells, [](std::string_view cell) { return number_shape(cell).has_value(); }));
}

struct Score {
  std::size_t rows = 0;     // of the most frequent number of cells, with enough numbers
  std::size_t numbers = 0;  // in all of them
  std::size_t cells = 0;
};

Score score_of(const Lines& lines, char separator) {
  std::map<std::size_t, Score> by_cells;
  for (const std::string_view line : lines) {
    const RowCells cells = cells_of(line, separator);
    const std::size_t numbers = numbers_in(cells);
    if (numbers >= kLeastNumbers) {
      Score& score = by_cells[cells.size()];
      ++score.rows;
      score.numbers += numbers;
      score.cells = cells.size();
    }
  }
  Score best;
  for (const auto& [cells, score] : by_cells) {
    best = score.rows > best.rows ? score : best;
  }
  return best;
}

bool is_row(const RowCells& cells, std::size_t expected) {
  return cells.size() == expected && numbers_in(cells) >= kLeastNumbers;
}

std::size_t known_names(const RowCells& cells) {
  return static_cast<std::size_t>(std::ranges::count_if(
      cells, [](std::string_view cell) { return role_of(cell) != ColumnRole::other; }));
}

// The line before the rows that names the most columns; the last one where none names any, unless
// it is a sentence.
std::size_t header_among(const Lines& lines, char separator) {
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const RowCells cells = cells_of(lines[i], separator);
    const std::size_t known = known_names(cells);
    if (cells.size() > 1 && (known > most || (known == 0 && most == 0))) {
      most = known;
      best = i + 1;
    }
  }
  return best;
}

void read_begin(const Lines& head, TextLayout& layout) {
  const auto first = std::ranges::find_if(head, [&](std::string_view line) {
    return is_row(cells_of(line, layout.separator), layout.cells);
  });
  const Lines before(head.begin(), first);
  layout.header_line = first == head.end() ? 0 : header_among(before, layout.separator);
  layout.header = layout.header_line > 0;
  for (std::size_t line = 1; line <= before.size() && first != head.end(); ++line) {
    if (line != layout.header_line && !core::trimmed(before[line - 1]).empty()) {
      layout.skip_lines.push_back(line);
    }
  }
  if (layout.header) {
    for (const std::string_view name : cells_of(before[layout.header_line - 1], layout.separator)) {
      layout.names.emplace_back(name);
    }
  }
}

}  // namespace

RowCells cells_of(std::string_view line, char separator) {
  RowCells cells;
  for (const files::RawCell& cell : files::split_cells(line, separator)) {
    cells.push_back(cell.text);
  }
  return cells;
}

std::string_view cell_of(std::string_view line, char separator, std::size_t index) {
  if (line.find('"') != line.npos) {
    const RowCells cells = cells_of(line, separator);
    return index < cells.size() ? cells[index] : std::string_view();
  }
  std::size_t from = 0;
  for (; index > 0; --index) {
    from = line.find(separator, from);
    if (from == line.npos) {
      return {};
    }
    ++from;
  }
  return core::trimmed(line.substr(from, std::min(line.find(separator, from), line.size()) - from));
}

std::vector<RowCells> rows_of(const Lines& lines, const TextLayout& layout) {
  std::vector<RowCells> rows;
  for (const std::string_view line : lines) {
    RowCells cells = cells_of(line, layout.separator);
    if (is_row(cells, layout.cells)) {
      rows.push_back(std::move(cells));
    }
  }
  return rows;
}

std::optional<TextLayout> layout_of(const TextSample& sample, std::optional<char> separator) {
  const Lines lines = few_lines(sample);
  const std::string candidates = separator ? std::string(1, *separator) : std::string(kSeparators);
  TextLayout layout;
  Score best;
  for (const char candidate : candidates) {
    const Score score = score_of(lines, candidate);
    if (score.rows * score.numbers > best.rows * best.numbers) {
      best = score;
      layout.separator = candidate;
      layout.cells = score.cells;
    }
  }
  if (best.rows == 0) {
    return std::nullopt;
  }
  read_begin(sample.head, layout);
  return layout;
}

}  // namespace barometer::sniffer
