// SPDX-License-Identifier: Apache-2.0
#include "files/row_splitter.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

#include "core/text.hpp"
#include "files/byte_search.hpp"

namespace barometer::files {

namespace {

// Bits of the kLineBytes bytes from some place on, the first one's lowest.
struct LineHits {
  std::uint64_t separators;
  std::uint64_t newlines;
};

LineHits look_at(const char* from, char separator) {
  return {either_in_line(from, separator, separator), either_in_line(from, '\n', '\n')};
}

// The same where fewer bytes are left, at the end of a text.
LineHits look_at_last(const char* from, const char* text_end, char separator) {
  std::array<char, kLineBytes> line{};
  std::memcpy(line.data(), from, static_cast<std::size_t>(text_end - from));
  return look_at(line.data(), separator);
}

// The quote that closes the one at `open`; npos where none does. A doubled quote is one inside.
std::size_t closing_quote(std::string_view line, std::size_t open) {
  std::size_t quote = line.find('"', open + 1);
  while (quote < line.size() && line.substr(quote + 1).starts_with('"')) {
    quote = line.find('"', quote + 2);
  }
  return quote;
}

// The cell that starts at `from`, and where it ends: at a separator outside quotes.
std::pair<RawCell, std::size_t> next_cell(std::string_view line, std::size_t from, char separator) {
  std::size_t search = from;
  const std::size_t start = line.find_first_not_of(" \t", from);
  const bool quoted = start < line.size() && line[start] == '"';
  const std::size_t close = quoted ? closing_quote(line, start) : 0;
  if (quoted) {
    search = std::min(close, line.size());
  }
  const std::size_t end = std::min(line.find(separator, search), line.size());
  const std::string_view text = core::trimmed(line.substr(from, end - from));
  const auto column = static_cast<std::size_t>(text.data() - line.data()) + 1;
  if (quoted && close + 1 == column - 1 + text.size()) {
    return {{line.substr(start + 1, close - start - 1), column, false}, end};
  }
  return {{text, column, quoted && close == std::string_view::npos}, end};
}

}  // namespace

std::vector<RawCell> split_cells(std::string_view line, char separator) {
  std::vector<RawCell> cells;
  for (std::size_t from = 0; from <= line.size();) {
    const auto [cell, end] = next_cell(line, from, separator);
    if (cells.size() == kMostCells) {
      cells.push_back({line.substr(from), from + 1, false});
      break;
    }
    cells.push_back(cell);
    from = end + 1;
  }
  return cells;
}

std::size_t count_newlines(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

RowSplitter::RowSplitter(std::string_view text, char separator, std::size_t cells)
    : text_(text.data()),
      text_end_(text.data() + text.size()),
      cursor_(text.data()),
      cells_(cells),
      begins_(cells + kLineBytes + 2),
      separator_(separator) {}

bool RowSplitter::next() {
  if (cursor_ == text_end_) {
    return false;
  }
  row_ = cursor_;
  ++line_;
  count_ = 0;
  std::size_t* begin = begins_.data();
  *begin = static_cast<std::size_t>(row_ - text_);
  for (const char* from = row_;; from += kLineBytes) {
    const std::ptrdiff_t left = text_end_ - from;
    const LineHits seen =
        left >= kLineBytes ? look_at(from, separator_) : look_at_last(from, text_end_, separator_);
    const std::uint64_t in_row = seen.newlines ^ (seen.newlines - 1);  // all without a newline
    const auto behind = static_cast<std::size_t>(from - text_) + 1;
    for (std::uint64_t hits = seen.separators & in_row; hits != 0; hits &= hits - 1) {
      *++begin = behind + static_cast<unsigned>(std::countr_zero(hits));
    }
    if (seen.newlines != 0 || left <= kLineBytes) {
      finish(seen.newlines != 0 ? from + std::countr_zero(seen.newlines) : text_end_, begin);
      return true;
    }
    begin = without_surplus(begin);
  }
}

// Counts the cells beyond those whose bounds are kept, and makes room for more.
std::size_t* RowSplitter::without_surplus(std::size_t* begin) {
  std::size_t* const last = begins_.data() + cells_;
  if (begin <= last) {
    return begin;
  }
  count_ += static_cast<std::size_t>(begin - last);
  return last;
}

void RowSplitter::find_quote() {
  const void* found = std::memchr(row_, '"', static_cast<std::size_t>(text_end_ - row_));
  quote_ = found == nullptr ? text_end_ : static_cast<const char*>(found);
}

// `begin` is the last one of a cell of the row, which ends at `newline`.
void RowSplitter::finish(const char* newline, std::size_t* begin) {
  cursor_ = newline != text_end_ ? newline + 1 : text_end_;
  row_end_ = newline != row_ && newline[-1] == '\r' ? newline - 1 : newline;
  begin[1] = static_cast<std::size_t>(row_end_ - text_) + 1;
  count_ += static_cast<std::size_t>(begin - begins_.data()) + 1;
}

}  // namespace barometer::files
