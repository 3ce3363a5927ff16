// SPDX-License-Identifier: Apache-2.0
#include "data/row_splitter.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

#include "data/byte_search.hpp"
#include "data/text.hpp"

namespace barometer::data {

namespace {

// The bytes from `at` on, as either_of() sees them where less than a block of them is left.
std::uint32_t last_hits(const char* at, const char* text_end, char separator) {
  std::array<char, kBlockBytes> block{};
  std::memcpy(block.data(), at, static_cast<std::size_t>(text_end - at));
  return either_of(block.data(), separator, '\n');
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
  const std::string_view text = trimmed(line.substr(from, end - from));
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

// Searching is faster than looking at each byte: lines are long.
std::size_t count_newlines(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    ++count;
  }
  return count;
}

RowSplitter::RowSplitter(std::string_view text, char separator, std::size_t cells)
    : cursor_(text.data()),
      text_end_(text.data() + text.size()),
      ends_(cells),
      separator_(separator) {}

bool RowSplitter::next() {
  if (cursor_ == text_end_) {
    return false;
  }
  row_ = cursor_;
  ++line_;
  std::size_t count = 0;  // of the ends before the row's; a member would be written for each
  for (const char* at = cursor_; at < text_end_; at += kBlockBytes) {
    std::uint32_t hits = text_end_ - at >= kBlockBytes ? either_of(at, separator_, '\n')
                                                       : last_hits(at, text_end_, separator_);
    for (; hits != 0; hits &= hits - 1) {
      const char* hit = at + std::countr_zero(hits);
      if (*hit == '\n') {
        finish(hit, count);
        return true;
      }
      if (count < ends_.size()) {
        ends_[count] = hit;
      }
      ++count;
    }
  }
  finish(text_end_, count);
  return true;
}

bool RowSplitter::may_have_quotes() {
  if (quote_ < row_) {
    const void* found = std::memchr(row_, '"', static_cast<std::size_t>(text_end_ - row_));
    quote_ = found == nullptr ? text_end_ : static_cast<const char*>(found);
  }
  return quote_ < row_end_;
}

void RowSplitter::finish(const char* newline, std::size_t count) {
  cursor_ = newline != text_end_ ? newline + 1 : text_end_;
  row_end_ = newline != row_ && newline[-1] == '\r' ? newline - 1 : newline;
  if (count < ends_.size()) {
    ends_[count] = row_end_;
  }
  count_ = count + 1;
}

}  // namespace barometer::data
