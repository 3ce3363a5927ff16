// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/arrow.h>

#include <functional>
#include <string>
#include <vector>

#include "tables/arrow_owners.hpp"
#include "tables/table_column.hpp"

namespace barometer::tables {

// A table that another program handed over in memory: columns with names, whose cells stay where
// they are until the table ends.
class ArrowTable {
 public:
  // Takes the stream, whatever happens, and every batch of it. `name` stands for a file's name in
  // messages; `check` is called between batches and may throw. Throws Error{bad_input} where the
  // stream fails, with what it says, and where its batches are no rows of named columns.
  static ArrowTable take(ArrowArrayStream* stream, std::string name,
                         const std::function<void()>& check = {});

  const std::string& name() const { return name_; }

  std::size_t rows() const { return rows_; }

  const std::vector<TableColumn>& columns() const { return columns_; }

 private:
  void add(ArrowArray* batch);

  std::string name_;
  std::size_t rows_ = 0;
  std::vector<OwnedArray> batches_;
  std::vector<TableColumn> columns_;
};

}  // namespace barometer::tables
