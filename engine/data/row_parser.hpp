// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"
#include "data/csv_columns.hpp"
#include "data/number_marks.hpp"
#include "data/row_action.hpp"
#include "data/stamp_parser.hpp"
#include "files/row_splitter.hpp"

namespace barometer::data {

struct BarRow;

// What is wrong with one cell of a row.
struct CellFault {
  std::size_t column = 1;  // byte position in the line, from 1
  std::string kind;        // alike for all rows that are bad alike
  std::string what;
  std::string fix;
  bool may_be_skipped = true;  // else leaving such rows out would be wrong

  // The same in another column.
  CellFault at(std::size_t other) const {
    CellFault moved = *this;
    moved.column = other;
    return moved;
  }
};

// Finite, prices greater than 0, low <= open, close <= high, volume >= 0.
bool is_sound(const BarRow& bar);

// Turns rows into bars, in two ways that agree wherever both take a row: a fast one for the rows
// that nearly all files are made of, and a careful one that understands quotes and blanks and can
// say what is wrong.
class RowParser {
 public:
  // `text` is the whole file, in which all rows lie: messages about its times look at it, and
  // numbers are read from their end, in words that may begin before their cell, but not before
  // `text`. It must outlive this.
  RowParser(const ColumnPlan& plan, const StampParser& stamps, char separator,
            std::string_view text)
      : plan_(plan),
        stamps_(stamps),
        separator_(separator),
        text_(text),
        plain_numbers_(is_plain(plan.numbers)),
        has_extras_(plan.has_extras()),
        scale_(plan.scale) {}

  // The same for rows of this part of the text, which may be read beside others.
  RowParser of_piece(std::string_view piece) const {
    RowParser parser = *this;
    parser.text_ = piece;
    return parser;
  }

  // False for a row that is bad or needs the careful way; `bar` is then undefined. `previous` is
  // the close time of the bar before.
  bool read_fast(files::RowSplitter& row, core::Timestamp previous, BarRow& bar);

  // Every fault of the row; none means that `bar` is good.
  std::vector<CellFault> read_carefully(std::string_view line, core::Timestamp previous,
                                        BarRow& bar);

  // The truth's cell of the last good row, in its line; empty without such a column.
  std::string_view truth() const { return truth_; }

  // Likewise the label's.
  std::string_view label() const { return label_; }

  // What the last row says besides, also where the row is bad.
  const ActionCells& action() const { return action_; }

  // Byte position in `line`, from 1, of the cell that says it.
  std::size_t action_column(std::string_view line) const;

  // Byte position of the label's cell in `line`, from 1.
  std::size_t label_column(std::string_view line) const;

  // Bars whose high or low was widened to open or close.
  std::int64_t widened() const { return widened_; }

  // Byte position of the time's cell in `line`, from 1.
  std::size_t time_column(std::string_view line) const;

 private:
  void read_time(const std::vector<files::RawCell>& cells, core::Timestamp previous, BarRow& bar,
                 std::vector<CellFault>& faults);
  std::optional<core::Timestamp> read_time(const files::RowSplitter& row, core::Timestamp previous);
  std::optional<core::Timestamp> read_joined_time(std::string_view date, std::string_view clock,
                                                  core::Timestamp previous);
  bool parse_value(std::string_view cell, double& value) const;
  void scale_prices(BarRow& bar) const;
  bool read_values_fast(const files::RowSplitter& row, BarRow& bar) const;
  bool read_extras_fast(const files::RowSplitter& row, BarRow& bar);
  std::string stamp_in(const std::vector<files::RawCell>& cells) const;
  const std::string& time_advice();
  void read_values(const std::vector<files::RawCell>& cells, BarRow& bar,
                   std::vector<CellFault>& faults) const;
  void read_extras(const std::vector<files::RawCell>& cells, std::vector<CellFault>& faults);
  void read_dividend(const files::RawCell& cell, std::vector<CellFault>& faults);
  void read_split(const files::RawCell& cell, std::vector<CellFault>& faults);
  void adjust(const std::vector<files::RawCell>& cells, BarRow& bar,
              std::vector<CellFault>& faults) const;
  void check_range(const std::vector<files::RawCell>& cells, const BarRow& bar,
                   std::vector<CellFault>& faults) const;

  ColumnPlan plan_;
  StampParser stamps_;
  char separator_;
  std::string_view text_;
  bool plain_numbers_;
  bool has_extras_;  // besides bars
  PriceScale scale_;
  std::optional<std::string> time_advice_;  // made when a time is bad
  std::string_view truth_;
  std::string_view label_;
  ActionCells action_;
  std::int64_t widened_ = 0;
};

}  // namespace barometer::data
