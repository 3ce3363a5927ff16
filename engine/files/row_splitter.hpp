// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace barometer::files {

// One cell of a row, blanks and quotes around it taken off.
struct RawCell {
  std::string_view text;
  std::size_t column = 1;   // byte position in its line, from 1
  bool quote_open = false;  // its quote does not end on this line
};

// Cells of a row that a message or a plan of columns may name; data.columns takes no position
// beyond it.
inline constexpr std::size_t kMostCells = 10'000;

// The careful way: quoted cells may hold separators. Text behind a closing quote stays with the
// cell, quotes and all, so that it fails wherever it is used. A line of more than kMostCells cells
// ends with one cell more, which holds the rest: a file that has lost its line ends costs no more
// memory than its text.
std::vector<RawCell> split_cells(std::string_view line, char separator);

// Line ends in the text, which may lack its last.
std::size_t count_newlines(std::string_view text);

// The fast way: walks a text row by row and finds line ends and separators in one pass, many bytes
// at a time. It does not understand quotes but says where there may be one.
class RowSplitter {
 public:
  // Bounds of the first `cells` cells of a row are kept, all are counted. `text` must outlive this.
  RowSplitter(std::string_view text, char separator, std::size_t cells);

  // Goes to the next row; false at the end of the text.
  bool next();

  // Rows seen so far, which is the current row's line in the text.
  std::size_t line_number() const { return line_; }

  std::size_t cell_count() const { return count_; }

  // As it stands between its separators; `index` below cell_count() and below `cells`.
  std::string_view cell(std::size_t index) const {
    const std::size_t begin = begins_[index];
    return {text_ + begin, begins_[index + 1] - begin - 1};
  }

  // The whole row without its line end.
  std::string_view line() const { return {row_, static_cast<std::size_t>(row_end_ - row_)}; }

  // Looks for the text's next quote only when the last one found is before the row.
  bool may_have_quotes() {
    if (quote_ < row_) {
      find_quote();
    }
    return quote_ < row_end_;
  }

 private:
  std::size_t* without_surplus(std::size_t* begin);
  void finish(const char* newline, std::size_t* begin);
  void find_quote();

  const char* text_;
  const char* text_end_;
  const char* cursor_;
  std::size_t cells_;  // whose bounds are kept

  // Where the current row's cells begin in the text, and behind the last one where another would.
  // Has room for as many more as are found at once, so that they are not counted one by one.
  std::vector<std::size_t> begins_;
  std::size_t count_ = 0;
  std::size_t line_ = 0;
  const char* row_ = nullptr;
  const char* row_end_ = nullptr;
  const char* quote_ = nullptr;  // the first one of this row or later; before it: not looked for
  char separator_;
};

}  // namespace barometer::files
