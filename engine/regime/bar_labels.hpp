// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::config {
struct DataConfig;
struct RegimeConfig;
}  // namespace barometer::config

namespace barometer::regime {

// The labelled bars of one symbol, ascending by close time.
struct SymbolLabels {
  std::string symbol;
  std::vector<core::Timestamp> close_ns;
  std::vector<std::int8_t> categories;  // numbers into BarLabels::labels; empty: real numbers
  std::vector<float> numbers;           // else empty
};

// Labels that somebody else has given to the bars: what `regime: {column: ...}` tags with.
struct BarLabels {
  std::string column;  // as the config names it
  std::string file;    // as the config names it; empty: the files of the bars
  std::string source;  // the file, or the path of the bars' files, for reports
  std::string name;    // of the dimension: the column's in snake_case
  // Ascending numbers, or words by their letters, or as `regime.labels` orders them. Empty: the
  // labels are real numbers.
  std::vector<std::string> labels;
  std::vector<float> values;          // one per label where all are numbers; else empty
  std::vector<SymbolLabels> symbols;  // that of `regime.of` alone, where it names one
  std::int64_t bars = 0;              // of these symbols
  std::int64_t labelled = 0;          // of the bars
  // Of `file`: other symbols, outside the bars, or bad and skipped; of the bars' files: cells that
  // are no labels (bad_rows: skip), whose bars are unknown.
  std::int64_t left_out_rows = 0;
  std::string hash;  // of everything that a tag depends on
};

// Reads the labels of the bars that data::load_market() gives, and the files as that does.
// Labels that are all whole numbers, at most 127 of them, are categories, other numbers a scalar,
// and what is not all numbers are categories again. Labels count whether or not their bar is in the
// period, so that a shorter run has the same dimension. Throws Error{bad_input} with every fault.
BarLabels read_bar_labels(const config::DataConfig& data, const config::RegimeConfig& regime,
                          int threads);

}  // namespace barometer::regime
