// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "data/label_column.hpp"

namespace barometer::config {
struct DataConfig;
}  // namespace barometer::config

namespace barometer::data {

// What a file of labels is matched with.
struct LabelledSymbol {
  std::string name;
  std::size_t venue = 0;                      // a number into the config's VenueTable
  std::vector<core::Timestamp> stamp_closes;  // of its bars, ascending, as stamps alone say them
  std::vector<std::uint32_t> ids = {};        // of the labels of its bars, to be filled
  // Of rows that became part of another bar (data.sunday_stubs: merge), ascending likewise.
  std::vector<core::Timestamp> merged_closes = {};
};

struct LabelFile {
  std::string path;
  std::string column;              // its header's name
  std::vector<std::string> words;  // that may stand there; empty: any
};

// Gives each symbol's bars their labels and returns the labels' texts. The file has a header with
// data.time's columns, the labels' and, unless its rows hold for all symbols, `symbol`. A row holds
// for the bar whose stamp it has. Rows of other symbols, of bars that were merged, and before the
// first bar or after the last one, are counted in `left_out`; other rows without a bar, a second
// label of a bar and whatever cannot be read are bad rows, of which data.bad_rows decides. Throws
// Error{bad_input} with file:line:column.
std::vector<std::string> read_label_file(const LabelFile& file, const config::DataConfig& config,
                                         std::vector<LabelledSymbol>& symbols,
                                         std::int64_t& left_out);

}  // namespace barometer::data
