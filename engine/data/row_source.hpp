// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "data/bad_row_log.hpp"
#include "data/bar_origins.hpp"
#include "data/read_rows.hpp"

namespace barometer::data {

// Rows of one symbol in one place: a text, or a table in memory. Lines count from 1; of a table
// they are its rows, and columns are its columns.
class RowSource {
 public:
  virtual ~RowSource() = default;

  // Good rows go to `rows`, the others to `log`; what is wrong with all of them too. Rows must go
  // from old to new, or the other way where the config says so.
  virtual void read(ReadRows& rows, BadRowLog& log) = 0;

  // Where the time stands in a line.
  virtual std::size_t time_column_in(std::size_t line) = 0;

  // Faults are of this source from here on.
  virtual void enter(BadRowLog& log) const = 0;

  // The line behind the last one.
  virtual std::size_t end_line() const = 0;

  // What to say of it where it has no rows.
  virtual const char* without_rows() const = 0;

  virtual BarOrigins::Text origin() const = 0;

 protected:
  RowSource() = default;
  RowSource(const RowSource&) = default;
  RowSource& operator=(const RowSource&) = default;
};

}  // namespace barometer::data
