// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "config/data_config.hpp"
#include "core/timestamp.hpp"
#include "data/bad_row_log.hpp"
#include "data/bar_lines.hpp"
#include "data/bar_origins.hpp"
#include "data/csv_columns.hpp"
#include "data/read_context.hpp"
#include "data/read_rows.hpp"
#include "data/row_parser.hpp"
#include "data/row_source.hpp"
#include "data/stamp_parser.hpp"
#include "files/row_splitter.hpp"
#include "files/text_file.hpp"

namespace barometer::data {

// Reads the rows of one text as the config says. A byte order mark, CRLF line ends, blank lines,
// blanks and quotes around cells are tolerated. The text, which is not copied, the config and the
// parser of stamps must outlive it.
class RowReader final : public RowSource {
 public:
  RowReader(const files::FileText& text, const config::CsvConfig& csv, const StampParser& stamps,
            const ReadContext& reading);

  // Pieces of a large text are read at once where there are workers.
  void read(ReadRows& rows, BadRowLog& log) override;

  // Byte position of the time's cell in a line.
  std::size_t time_column_in(std::size_t line) override;

  void enter(BadRowLog& log) const override { log.enter(name_, places_); }

  std::size_t end_line() const override { return files::count_newlines(text_) + 1; }

  const char* without_rows() const override {
    return "the file has no rows up to here, only its header";
  }

  BarOrigins::Text origin() const override { return {name_, places_}; }

 private:
  std::optional<ColumnPlan> plan_rows(BadRowLog& log);
  std::optional<ColumnPlan> plan_by(const files::RowSplitter& row, BadRowLog& log);
  struct Piece;  // a part of the text that is read by itself

  bool next_row(files::RowSplitter& rows) const {
    return is_begin_ && !csv_.skip_lines.empty() ? next_unskipped(rows) : rows.next();
  }

  bool next_unskipped(files::RowSplitter& rows) const;
  std::size_t tell(std::size_t told, std::size_t read) const;
  std::size_t read_rows(ReadRows& rows, BadRowLog& log, bool stops_at_bad = false);
  bool read_pieces(ReadRows& rows) const;
  std::vector<Piece> pieces() const;
  RowReader of_piece(std::string_view piece, bool first) const;
  bool are_one_text(std::vector<Piece>& pieces) const;
  bool follows(const ReadRows& rows, core::Timestamp last);
  bool read_row(files::RowSplitter& row, ReadRows& rows, BadRowLog& log);
  void add_bad(const files::RowSplitter& row, const std::vector<CellFault>& faults, BadRowLog& log);
  bool add_extras(const files::RowSplitter& row, ReadRows& rows, BadRowLog& log);
  void add_label(const files::RowSplitter& row, ReadRows& rows, BadRowLog& log);

  bool newest_first() const { return csv_.order == config::RowOrder::newest_first; }

  bool keeps_labels() const { return csv_.labels && csv_.labels->column; }

  std::string name_;
  std::string_view text_;
  std::optional<core::Timestamp> date_;
  const files::RowPlaces* places_;
  const config::CsvConfig& csv_;
  const StampParser& stamps_;
  ReadContext reading_;
  bool is_begin_ = true;             // the header and lines to skip are in this text
  std::size_t cells_ = 0;            // of a row, that matter
  bool has_extras_ = false;          // besides bars
  std::optional<RowParser> parser_;  // once the columns are known
  core::Timestamp previous_ = 0;     // close of the row before in this text
  LineCursor lines_;
};

}  // namespace barometer::data
