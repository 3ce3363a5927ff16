// SPDX-License-Identifier: Apache-2.0
#include "data/long_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "core/text.hpp"
#include "data/csv_columns.hpp"
#include "files/byte_order_mark.hpp"
#include "files/plain_name.hpp"
#include "files/row_splitter.hpp"

namespace barometer::data {

namespace {

core::Error bad_row(const std::string& place, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input, core::Fault{place, std::move(what), std::move(fix)}};
}

std::string place_of(const std::string& file, std::size_t line) {
  return fmt::format("{}:{}:1", file, line);
}

bool is_skipped(const files::RowSplitter& rows, const config::CsvConfig& csv) {
  return is_skipped_line(csv, rows.line_number()) || core::trimmed(rows.line()).empty();
}

struct FirstLine {
  std::string_view text;
  std::size_t number = 1;
};

// That is neither skipped nor blank.
FirstLine first_line(std::string_view text, const config::CsvConfig& csv) {
  files::RowSplitter rows(text, csv.separator, 0);
  while (rows.next()) {
    if (!is_skipped(rows, csv)) {
      return {rows.line(), rows.line_number()};
    }
  }
  return {};
}

// Which cell of every row is the symbol's.
std::size_t symbol_cell(const config::ColumnRef& column, std::string_view header,
                        const std::string& file, std::size_t line, char separator) {
  if (column.name.empty()) {
    return static_cast<std::size_t>(column.position) - 1;
  }
  std::vector<std::string> names;
  for (const files::RawCell& cell : files::split_cells(header, separator)) {
    names.emplace_back(cell.text);
  }
  const auto found = std::ranges::find(names, column.name);
  if (found == names.end()) {
    throw bad_row(place_of(file, line),
                  fmt::format("there is no column {} for the symbol", core::shown(column.name)),
                  core::suggestion(column.name, names));
  }
  return static_cast<std::size_t>(found - names.begin());
}

// Empty where the row is too short.
std::string_view cell_of(files::RowSplitter& row, std::size_t cell, char separator) {
  if (!row.may_have_quotes()) {
    return cell < row.cell_count() ? core::trimmed(row.cell(cell)) : std::string_view();
  }
  const std::vector<files::RawCell> cells = files::split_cells(row.line(), separator);
  return cell < cells.size() ? cells[cell].text : std::string_view();
}

}  // namespace

LongRows::LongRows(const SourceFile& file, const config::DataConfig& config,
                   const ReadContext& reading)
    : texts_(file, config, reading) {
  for (std::size_t text = 0; text < texts_.all().size(); ++text) {
    split(text, config, reading.stop);
  }
}

std::vector<LongRows::Rows>& LongRows::rows_of(std::string_view symbol, const std::string& place) {
  if (!files::is_plain_name(symbol)) {
    throw bad_row(place,
                  symbol.empty() ? "the row has no symbol"
                                 : core::shown(symbol) + " cannot be the name of a symbol",
                  "mend the row, or data.columns.symbol");
  }
  const auto [found, added] = rows_.try_emplace(std::string(symbol));
  if (added && rows_.size() > kMostSymbolsInRows) {
    throw bad_row(place,
                  fmt::format("the rows up to here have more than {} symbols", kMostSymbolsInRows),
                  "is data.columns.symbol the column of the symbols?");
  }
  return found->second;
}

void LongRows::split(std::size_t text, const config::DataConfig& config, core::Stop stop) {
  const config::CsvConfig& csv = config.csv;
  const files::FileText& file = texts_.all()[text];
  const std::string_view body = files::without_byte_order_mark(file.text);
  const FirstLine first = first_line(body, csv);
  const std::size_t cell =
      symbol_cell(*csv.symbol, first.text, file.name, first.number, csv.separator);
  headers_.push_back(csv.header ? first.text : std::string_view());
  files::RowSplitter rows(body, csv.separator, cell + 1);
  while (rows.next()) {
    stop.check_at(rows.line_number());
    const bool header = csv.header && rows.line_number() == first.number;
    if (header || rows.line_number() < first.number || is_skipped(rows, csv)) {
      continue;
    }
    const std::string_view symbol = cell_of(rows, cell, csv.separator);
    const bool known = of_last_ != nullptr && symbol == last_;
    const std::string place = known ? "" : place_of(file.name, rows.line_number());
    add(text, symbol, rows.line(), place);
  }
}

// Rows of one symbol often stand together.
void LongRows::add(std::size_t text, std::string_view symbol, std::string_view line,
                   const std::string& place) {
  if (of_last_ == nullptr || symbol != last_) {
    of_last_ = &rows_of(symbol, place);
    last_ = symbol;
  }
  if (of_last_->empty() || of_last_->back().text != text) {
    of_last_->push_back({text, {}});
  }
  of_last_->back().lines.push_back(line);
}

std::vector<std::string> LongRows::symbols() const {
  std::vector<std::string> names;
  for (const auto& [symbol, rows] : rows_) {
    names.push_back(symbol);
  }
  std::ranges::sort(names);
  return names;
}

std::vector<LongRows::Text> LongRows::texts_of(const std::string& symbol) const {
  std::vector<Text> texts;
  for (const Rows& rows : rows_.at(symbol)) {
    const files::FileText& file = texts_.all()[rows.text];
    Text& made = texts.emplace_back(
        Text{file.name, {}, files::RowPlaces(file.text, true, file.places), file.date});
    const auto add = [&](std::string_view line) {
      made.places.add(static_cast<std::size_t>(line.data() - file.text.data()));
      made.rows += line;
      made.rows += '\n';
    };
    if (!headers_[rows.text].empty()) {
      add(headers_[rows.text]);
    }
    std::ranges::for_each(rows.lines, add);
  }
  return texts;
}

}  // namespace barometer::data
