// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "core/timestamp.hpp"

namespace barometer::report {

// A name from users, and the cell that CsvWriter::text() makes of it.
struct NamedCell {
  std::string_view text;
  std::string_view cell;
};

// Takes the rows of a table, cell by cell: what writes them (run_tables.hpp) does not know whether
// they become a file or columns in memory.
class RowWriter {
 public:
  virtual ~RowWriter() = default;

  // The names of the columns, before any row.
  virtual void header(std::span<const std::string_view> names) = 0;

  void header(std::initializer_list<std::string_view> names) {
    header(std::span<const std::string_view>(names.begin(), names.size()));
  }

  virtual RowWriter& text(std::string_view text) = 0;  // of users or plug-ins
  virtual RowWriter& word(std::string_view word) = 0;  // of the engine itself
  virtual RowWriter& name(const NamedCell& name) = 0;  // of users, in many rows
  virtual RowWriter& number(double value) = 0;         // not finite: undefined
  virtual RowWriter& money(double value) = 0;          // a price or an amount
  virtual RowWriter& scalar(float value) = 0;
  virtual RowWriter& integer(std::int64_t value) = 0;
  virtual RowWriter& time(core::Timestamp time) = 0;
  virtual RowWriter& empty() = 0;
  virtual void end_row() = 0;

  RowWriter& number(std::optional<double> value) { return value ? number(*value) : empty(); }

 protected:
  RowWriter() = default;
  RowWriter(const RowWriter&) = default;
  RowWriter& operator=(const RowWriter&) = default;
};

}  // namespace barometer::report
