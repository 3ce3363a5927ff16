// SPDX-License-Identifier: Apache-2.0
#include "data/row_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/file_kind.hpp"
#include "core/large_pages.hpp"
#include "core/text.hpp"
#include "data/row_order.hpp"
#include "data/text_pieces.hpp"
#include "files/byte_order_mark.hpp"

namespace barometer::data {

namespace {

constexpr std::size_t kToldLines = 1 << 16;

bool is_blank(std::string_view line) {
  return core::trimmed(line).empty();
}

CellFault too_many_truths() {
  return {1, "the truth has too many different values",
          fmt::format("the truth has more than {} different values", TruthColumn::kMostLabels),
          "name the column of the true regimes: labels or whole numbers"};
}

// How many rows the text has where all are as long as the first ones, or a few more: room that is
// never written to is no memory, and room that is missing is got later.
std::size_t likely_rows(std::string_view text) {
  constexpr std::size_t kLooked = 1 << 16;
  constexpr std::size_t kShortestRow = 10;  // "1,2,3,1,2\n"
  const std::size_t rows = files::count_newlines(text.substr(0, kLooked)) + 1;
  return std::min((text.size() / kLooked + 1) * rows, text.size() / kShortestRow + 1);
}

// Room for the rows of one more text; many small ones may not each move all bars before them.
void reserve(std::size_t more, std::vector<BarRow>& bars) {
  const std::size_t needed = bars.size() + more;
  if (needed > bars.capacity()) {
    bars.reserve(bars.empty() ? needed : std::max(needed, 2 * bars.capacity()));
    core::prefer_large_pages(bars.data(), bars.capacity() * sizeof(BarRow));
  }
}

}  // namespace

RowReader::RowReader(const files::FileText& text, const config::CsvConfig& csv,
                     const StampParser& stamps, const ReadContext& reading)
    : name_(text.name),
      text_(files::without_byte_order_mark(text.text)),
      date_(text.date),
      places_(text.places),
      csv_(csv),
      stamps_(stamps),
      reading_(reading),
      lines_(text_) {}

struct RowReader::Piece {
  RowReader reader;
  ReadRows rows = {};
  std::size_t lines = 0;
  bool good = false;  // every row is

  void read() {
    BadRowLog log(reader.name_, config::BadRows::refuse);
    rows.begin_text();
    lines = reader.read_rows(rows, log, true);
    good = log.faults().empty();
  }
};

void RowReader::read(ReadRows& rows, BadRowLog& log) {
  enter(log);
  rows.begin_text();
  previous_ = before_first(csv_.order);
  const auto plan = plan_rows(log);
  if (!plan) {
    return;
  }
  StampParser stamps = stamps_;
  stamps.count_from(date_);
  has_extras_ = plan->has_extras();
  parser_.emplace(*plan, stamps, csv_.separator, text_);
  cells_ = plan->cells;
  if (!read_pieces(rows)) {
    read_rows(rows, log);
  }
  if (newest_first()) {
    rows.reverse_text();
  }
}

// Pieces are read without knowing of each other, and then looked at as one text. With anything
// wrong, which is rare, nothing of them is kept: messages and skipped rows go by the text as a
// whole. Rows that say more than a bar are read one behind the other.
bool RowReader::read_pieces(ReadRows& rows) const {
  const bool helped = reading_.workers != nullptr && reading_.workers->threads() > 1;
  if (!helped || text_.size() < 2 * kPieceBytes || has_extras_) {
    return false;
  }
  std::vector<Piece> all = pieces();
  if (!are_one_text(all)) {
    return false;
  }
  reserve(likely_rows(text_), rows.bars);
  std::size_t lines = 0;
  for (Piece& piece : all) {
    rows.append_piece(std::exchange(piece.rows, {}), lines);
    lines += piece.lines;
  }
  return true;
}

std::vector<RowReader::Piece> RowReader::pieces() const {
  std::vector<Piece> pieces;
  for (const std::string_view text : text_pieces(text_, kPieceBytes)) {
    pieces.push_back({of_piece(text, pieces.empty())});
  }
  reading_.for_each(pieces.size(), [&pieces](std::size_t i) { pieces[i].read(); });
  return pieces;
}

RowReader RowReader::of_piece(std::string_view piece, bool first) const {
  RowReader reader = *this;
  reader.text_ = piece;
  reader.lines_ = LineCursor(piece);
  reader.parser_ = parser_->of_piece(piece);
  reader.is_begin_ = first;
  return reader;
}

bool RowReader::are_one_text(std::vector<Piece>& pieces) const {
  if (!csv_.skip_lines.empty() && csv_.skip_lines.back() > pieces.front().lines) {
    return false;
  }
  core::Timestamp last = before_first(csv_.order);
  return std::ranges::all_of(pieces, [&last](Piece& piece) {
    const bool good = piece.good && piece.reader.follows(piece.rows, last);
    last = good && !piece.rows.bars.empty() ? piece.rows.bars.back().close_time_ns : last;
    return good;
  });
}

// Whether the rows are those that would have been read behind a row of this time: it decides on
// their order, and, where a clock shows an hour twice, on which of the two the first stamp is of.
// All others have their own row before them.
bool RowReader::follows(const ReadRows& rows, core::Timestamp last) {
  if (rows.bars.empty()) {
    return true;
  }
  BarRow first;
  const auto faults = parser_->read_carefully(lines_.at(rows.line_of(0)), last, first);
  previous_ = last;
  return faults.empty() && first.close_time_ns == rows.bars.front().close_time_ns &&
         in_order(first.close_time_ns, previous_, csv_.order);
}

// Returns the number of lines that were read.
std::size_t RowReader::read_rows(ReadRows& rows, BadRowLog& log, bool stops_at_bad) {
  reserve(likely_rows(text_), rows.bars);
  files::RowSplitter splitter(text_, csv_.separator, cells_);
  bool header = csv_.header && is_begin_;
  std::size_t told = 0;  // bytes
  while (next_row(splitter)) {
    reading_.stop.check_at(splitter.line_number());
    if (splitter.line_number() % kToldLines == 0) {
      told += tell(told, static_cast<std::size_t>(splitter.line().data() - text_.data()));
    }
    if (header) {
      header = !is_by_position(csv_) && is_blank(splitter.line());
    } else if (!read_row(splitter, rows, log) && stops_at_bad) {
      break;
    }
  }
  rows.widened += parser_->widened();
  tell(told, text_.size());
  return splitter.line_number();
}

// The gauge learns that the text is read up to this byte. Returns how many are new to it.
std::size_t RowReader::tell(std::size_t told, std::size_t read) const {
  reading_.tell(reading_.byte_work * static_cast<double>(read - told));
  return read - told;
}

std::size_t RowReader::time_column_in(std::size_t line) {
  return parser_->time_column(lines_.at(line));
}

bool RowReader::next_unskipped(files::RowSplitter& rows) const {
  bool found = rows.next();
  while (found && is_skipped_line(csv_, rows.line_number())) {
    found = rows.next();
  }
  return found;
}

// By name the header says where columns are; by position the first row does, as rows may hold more
// cells than their header names.
std::optional<ColumnPlan> RowReader::plan_rows(BadRowLog& log) {
  files::RowSplitter rows(text_, csv_.separator, 0);
  bool found = next_row(rows);
  const std::size_t from = found ? static_cast<std::size_t>(rows.line().data() - text_.data()) : 0;
  if (auto wrong = core::wrong_kind(text_.substr(from), csv_.separator)) {
    log.add({log.place(rows.line_number(), 1), std::move(wrong->what), std::move(wrong->fix)});
    return std::nullopt;
  }
  if (found && csv_.header && is_by_position(csv_)) {
    found = next_row(rows);
  }
  while (found && is_blank(rows.line())) {
    found = next_row(rows);
  }
  if (!found) {
    log.add({log.place(rows.line_number() + 1, 1), "the file has no rows", "export it again"});
    return std::nullopt;
  }
  return plan_by(rows, log);
}

std::optional<ColumnPlan> RowReader::plan_by(const files::RowSplitter& row, BadRowLog& log) {
  const std::vector<files::RawCell> cells = files::split_cells(row.line(), csv_.separator);
  if (cells.size() > files::kMostCells) {
    log.add({log.place(row.line_number(), 1),
             fmt::format("the row has {} bytes and more than {} cells", row.line().size(),
                         files::kMostCells),
             "are line ends missing? Export the file again"});
    return std::nullopt;
  }
  std::vector<core::Fault> faults;
  const auto plan = plan_columns(csv_, cells, log.place(row.line_number(), 1), faults);
  for (core::Fault& fault : faults) {
    log.add(std::move(fault));
  }
  return faults.empty() ? std::optional(plan) : std::nullopt;
}

// False for a bad row.
bool RowReader::read_row(files::RowSplitter& row, ReadRows& rows, BadRowLog& log) {
  BarRow bar;
  if (!parser_->read_fast(row, previous_, bar)) {
    if (is_blank(row.line())) {
      return true;
    }
    const std::int64_t widened = parser_->widened();
    auto faults = parser_->read_carefully(row.line(), previous_, bar);
    if (!faults.empty()) {
      add_bad(row, faults, log);
      return false;
    }
    if (parser_->widened() > widened) {
      rows.add_widened();
    }
  }
  if (!in_order(bar.close_time_ns, previous_, csv_.order)) {
    const bool second = rows.bars.size() == rows.text_begin() + 1;
    const CellFault fault = out_of_order(bar.close_time_ns, previous_, csv_.order, second);
    add_bad(row, {fault.at(parser_->time_column(row.line()))}, log);
    return false;
  }
  if (has_extras_ && !add_extras(row, rows, log)) {
    return false;
  }
  rows.add_line(row.line_number());
  rows.bars.push_back(bar);
  previous_ = bar.close_time_ns;
  return true;
}

// A row that is left out takes its split or dividend with it, and no later bar would tell.
void RowReader::add_bad(const files::RowSplitter& row, const std::vector<CellFault>& faults,
                        BadRowLog& log) {
  log.add_row(row.line_number(), faults);
  if (log.skips() && !parser_->action().is_none()) {
    log.add({log.place(row.line_number(), parser_->action_column(row.line())),
             "the row says a split or a dividend and cannot be left out: " + faults.front().what,
             "mend the row"});
  }
}

// Whether the bar is to be kept.
bool RowReader::add_extras(const files::RowSplitter& row, ReadRows& rows, BadRowLog& log) {
  if (csv_.truth && !rows.truth.add(parser_->truth())) {
    log.add_row(row.line_number(), {too_many_truths()});
    return false;
  }
  if (keeps_labels()) {
    add_label(row, rows, log);
  }
  if (!parser_->action().is_none()) {
    rows.actions.push_back(
        {.bar = rows.bars.size(),
         .cells = parser_->action(),
         .place = log.place(row.line_number(), parser_->action_column(row.line()))});
  }
  return true;
}

// The bar is good and stays, whatever stands beside it.
void RowReader::add_label(const files::RowSplitter& row, ReadRows& rows, BadRowLog& log) {
  if (const auto wrong = rows.labels.add(parser_->label(), csv_.labels->words)) {
    log.add_row(row.line_number(), {wrong->at(parser_->label_column(row.line()))});
    rows.labels.add_refused();
  }
}

}  // namespace barometer::data
