// SPDX-License-Identifier: Apache-2.0
#include "data/row_splitter.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

#include "data/text.hpp"

namespace barometer::data {

namespace {

static_assert(std::endian::native == std::endian::little, "the first byte of a word is its lowest");

constexpr std::uint64_t repeated(char byte) {
  return 0x0101010101010101u * static_cast<unsigned char>(byte);
}

// The top bit of every byte of `word` that equals the byte repeated in `pattern`; exact, as no
// carry leaves its byte.
constexpr std::uint64_t equal_bytes(std::uint64_t word, std::uint64_t pattern) {
  constexpr std::uint64_t kLow = 0x7f7f7f7f7f7f7f7fu;
  const std::uint64_t difference = word ^ pattern;
  return ~(((difference & kLow) + kLow) | difference | kLow);
}

// Eight bytes, or what is left of the text and zeros.
std::uint64_t load_word(const char* from, const char* text_end) {
  std::uint64_t word = 0;
  if (text_end - from >= 8) {
    std::memcpy(&word, from, 8);
  } else {
    std::memcpy(&word, from, static_cast<std::size_t>(text_end - from));
  }
  return word;
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

RowSplitter::RowSplitter(std::string_view text, char separator, std::size_t cells)
    : cursor_(text.data()),
      text_end_(text.data() + text.size()),
      ends_(cells),
      separator_(separator) {}

bool RowSplitter::next() {
  if (cursor_ == text_end_) {
    return false;
  }
  const std::uint64_t separators = repeated(separator_);
  constexpr std::uint64_t kNewlines = repeated('\n');
  constexpr std::uint64_t kQuotes = repeated('"');
  row_ = cursor_;
  count_ = 0;
  ++line_;
  std::uint64_t quotes = 0;
  for (const char* at = cursor_; at < text_end_; at += 8) {
    const std::uint64_t word = load_word(at, text_end_);
    const std::uint64_t newlines = equal_bytes(word, kNewlines);
    quotes |= equal_bytes(word, kQuotes);
    for (auto hits = equal_bytes(word, separators) | newlines; hits != 0; hits &= hits - 1) {
      const char* hit = at + std::countr_zero(hits) / 8;
      if (*hit == '\n') {
        quotes_ = quotes != 0;
        finish(hit);
        return true;
      }
      add_end(hit);
    }
  }
  quotes_ = quotes != 0;
  finish(text_end_);
  return true;
}

void RowSplitter::finish(const char* newline) {
  cursor_ = newline != text_end_ ? newline + 1 : text_end_;
  row_end_ = newline != row_ && newline[-1] == '\r' ? newline - 1 : newline;
  add_end(row_end_);
}

}  // namespace barometer::data
