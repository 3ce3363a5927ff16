// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/stop.hpp"
#include "files/row_places.hpp"

namespace barometer::files {

// What stands between the cells of rows that were JSON: no text has it.
inline constexpr char kJsonSeparator = '\x1f';

// A JSON text as lines of cells.
struct JsonRows {
  std::string text;  // with a first line of names where rows are objects
  RowPlaces places;
};

// Reads an array of rows, or one row a line. Rows are arrays, or objects that all have the names of
// the first, in any order; cells are numbers as they are written, texts without their quotes, true
// and false, and null, which is empty. `json` outlives the result. Throws Error{bad_input} of
// "file:line:column": no JSON, something else than such rows, rows of two kinds, a cell that is an
// array or an object; Error{interrupted} once `stop` says so.
JsonRows json_rows(std::string_view json, const std::string& file, core::Stop stop = {});

}  // namespace barometer::files
