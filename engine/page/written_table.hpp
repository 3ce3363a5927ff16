// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/file_bytes.hpp"
#include "core/timestamp.hpp"

namespace barometer::page {

// Reads a CSV file of a run folder (report/csv_writer.hpp) row by row. Everything that the run
// cannot have written so throws Error{bad_input} with "file:line:column: ...": a file that is not
// there or was cut, a column that is missing, rows of other lengths, cells that are no numbers.
class WrittenTable {
 public:
  // `columns`: those that are read; others are passed over. A cell is named by its place in them.
  WrittenTable(const std::filesystem::path& file, std::initializer_list<std::string_view> columns);

  // Goes to the next row; false behind the last.
  bool next();

  // Rows seen so far.
  std::size_t rows() const { return rows_; }

  // As it stands in the file, quotes and all; valid as long as this lives.
  std::string_view cell(std::size_t column) const { return cells_[places_[column]]; }

  // Finite, as all below.
  double number(std::size_t column) const;
  // NaN where the cell is empty.
  double number_or_none(std::size_t column) const;
  std::int64_t whole(std::size_t column) const;
  core::Timestamp time(std::size_t column) const;

  // Throws: the cell is not `expected`.
  [[noreturn]] void refuse(std::size_t column, std::string_view expected) const;

  // Throws: there are more or fewer rows than run.json says. REQUIRES: next() was false.
  [[noreturn]] void refuse_count(std::string_view expected) const;

 private:
  void find_columns(std::initializer_list<std::string_view> columns);
  bool read_line();
  [[noreturn]] void refuse_at(std::size_t column, std::string_view what) const;

  std::filesystem::path file_;
  core::FileBytes bytes_;
  std::string_view rest_;
  std::string_view line_;
  std::vector<std::string_view> cells_;  // of the line
  std::vector<std::size_t> places_;      // of the columns that are read
  std::size_t width_ = 0;                // cells of the first line
  std::size_t rows_ = 0;
};

}  // namespace barometer::page
