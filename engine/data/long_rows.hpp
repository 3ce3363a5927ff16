// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/data_config.hpp"
#include "core/stop.hpp"
#include "data/source_files.hpp"
#include "data/source_texts.hpp"
#include "files/row_places.hpp"

namespace barometer::data {

// Symbols that the rows of one file, or of files together, may have.
inline constexpr std::size_t kMostSymbolsInRows = 100'000;

// Texts whose rows say which symbol they are of (data.columns.symbol), apart by symbol. The texts
// stay in memory as long as this lives, and 16 bytes a row.
class LongRows {
 public:
  // Throws Error{bad_input}: as SourceTexts does; no such column; a row without a symbol; more
  // symbols than kMostSymbolsInRows; Error{interrupted} once the reading is stopped.
  LongRows(const SourceFile& file, const config::DataConfig& config, const ReadContext& reading);

  // Sorted.
  std::vector<std::string> symbols() const;

  // One text of each file that has rows of the symbol: the header, where there is one, and those
  // rows as they stand.
  struct Text {
    std::string name;  // of the file
    std::string rows;
    files::RowPlaces places;
    std::optional<core::Timestamp> date;
  };

  std::vector<Text> texts_of(const std::string& symbol) const;

  std::string hash() const { return texts_.hash(); }

  ReadContext of_texts(const ReadContext& reading) const { return texts_.of_texts(reading); }

 private:
  struct Rows {
    std::size_t text = 0;
    std::vector<std::string_view> lines;
  };

  void split(std::size_t text, const config::DataConfig& config, core::Stop stop);
  void add(std::size_t text, std::string_view symbol, std::string_view line,
           const std::string& place);
  std::vector<Rows>& rows_of(std::string_view symbol, const std::string& place);

  SourceTexts texts_;
  std::vector<std::string_view> headers_;  // of each text; empty without
  std::unordered_map<std::string, std::vector<Rows>> rows_;
  std::string_view last_;  // symbol, and its rows
  std::vector<Rows>* of_last_ = nullptr;
};

}  // namespace barometer::data
