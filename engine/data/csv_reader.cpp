// SPDX-License-Identifier: Apache-2.0
#include "data/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "calendar/expected_opens.hpp"
#include "calendar/grid_check.hpp"
#include "core/file_kind.hpp"
#include "data/bad_row_log.hpp"
#include "data/bar_lines.hpp"
#include "data/bar_row.hpp"
#include "data/csv_columns.hpp"
#include "data/leave_out.hpp"
#include "data/row_parser.hpp"
#include "data/row_splitter.hpp"
#include "data/sunday_bars.hpp"
#include "data/text.hpp"

namespace barometer::data {

namespace {

constexpr std::array kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                               "Friday", "Saturday", "Sunday"};

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

bool is_blank(std::string_view line) {
  return trimmed(line).empty();
}

// How many rows the text has where all are as long as the first ones, or a few more: room that is
// never written to is no memory, and room that is missing is got later.
std::size_t likely_rows(std::string_view text) {
  constexpr std::size_t kLooked = 1 << 16;
  constexpr std::size_t kShortestRow = 10;  // "1,2,3,1,2\n"
  const std::size_t rows = count_newlines(text.substr(0, kLooked)) + 1;
  return std::min((text.size() / kLooked + 1) * rows, text.size() / kShortestRow + 1);
}

constexpr const char* kOffGrid = "the bar is off the grid";
constexpr const char* kSecondClose = "the bar closes with the one before";

// The first bar behind that of `indices[k]` which is none of them.
std::size_t next_kept(const std::vector<std::size_t>& indices, std::size_t k) {
  std::size_t next = indices[k] + 1;
  for (++k; k < indices.size() && indices[k] == next; ++k) {
    ++next;
  }
  return next;
}

CellFault too_many_truths() {
  return {1, "the truth has too many different values",
          fmt::format("the truth has more than {} different values", TruthColumn::kMostLabels),
          "name the column of the true regimes: labels or whole numbers"};
}

class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& file, const config::DataConfig& config,
            const calendar::Venue& venue, const StampParser& stamps, Stop stop)
      : text_(without_byte_order_mark(text)),
        config_(config),
        venue_(venue),
        stamps_(stamps),
        stop_(stop),
        log_(file, config.csv.bad_rows),
        sundays_(venue, config) {}

  CsvBars read() {
    if (const auto plan = plan_rows()) {
      RowParser parser(*plan, stamps_, config_.csv.separator, text_);
      read_rows(*plan, parser);
      result_.report.widened_bars = parser.widened();
      if (!log_.excess(rows())) {
        check_grid(parser);
      }
      if (auto excess = log_.excess(rows())) {
        log_.add(std::move(*excess));
      }
    }
    log_.write_to(result_.report);
    result_.faults = log_.faults();
    return std::move(result_);
  }

 private:
  std::optional<ColumnPlan> plan_rows();
  std::optional<ColumnPlan> plan_by(const RowSplitter& row);
  void read_rows(const ColumnPlan& plan, RowParser& parser);
  void read_row(RowSplitter& row, RowParser& parser);
  CellFault out_of_order(core::Timestamp time, std::size_t column) const;
  void check_grid(const RowParser& parser);
  void drop_off_grid(const std::vector<std::size_t>& indices, const RowParser& parser);
  void add_label(const RowSplitter& row, RowParser& parser);
  CellFault off_grid(std::size_t bar, std::size_t column) const;
  CellFault second_close(std::size_t bar, std::size_t column) const;
  void reject(std::size_t bar, bool closes_again, LineCursor& lines, const RowParser& parser);
  std::string fix_of_grid(core::Timestamp open) const;
  std::string fix_of_no_session(core::Day date) const;

  bool keeps_labels() const { return config_.csv.labels && config_.csv.labels->column; }

  // Good ones and skipped ones.
  std::int64_t rows() const { return std::ssize(result_.bars) + log_.skipped(); }

  std::string_view text_;
  const config::DataConfig& config_;
  const calendar::Venue& venue_;
  const StampParser& stamps_;
  Stop stop_;
  BadRowLog log_;
  SundayBars sundays_;
  BarLines lines_;
  core::Timestamp previous_ = std::numeric_limits<core::Timestamp>::min();  // close
  CsvBars result_;
};

// By name the header says where columns are; by position the first row does, as rows may hold more
// cells than their header names.
std::optional<ColumnPlan> CsvReader::plan_rows() {
  const config::CsvConfig& csv = config_.csv;
  if (auto wrong = core::wrong_kind(text_, csv.separator)) {
    log_.add({log_.place(1, 1), std::move(wrong->what), std::move(wrong->fix)});
    return std::nullopt;
  }
  RowSplitter rows(text_, csv.separator, 0);
  bool found = rows.next();
  if (csv.header && is_by_position(csv)) {
    found = rows.next();
  }
  while (found && is_blank(rows.line())) {
    found = rows.next();
  }
  if (!found) {
    log_.add({log_.place(rows.line_number() + 1, 1), "the file has no rows", "export it again"});
    return std::nullopt;
  }
  return plan_by(rows);
}

std::optional<ColumnPlan> CsvReader::plan_by(const RowSplitter& row) {
  const config::CsvConfig& csv = config_.csv;
  const std::vector<RawCell> cells = split_cells(row.line(), csv.separator);
  if (cells.size() > kMostCells) {
    log_.add(
        {log_.place(row.line_number(), 1),
         fmt::format("the row has {} bytes and more than {} cells", row.line().size(), kMostCells),
         "are line ends missing? Export the file again"});
    return std::nullopt;
  }
  std::vector<core::Fault> faults;
  const auto plan = plan_columns(csv, cells, log_.place(row.line_number(), 1), faults);
  for (core::Fault& fault : faults) {
    log_.add(std::move(fault));
  }
  return faults.empty() ? std::optional(plan) : std::nullopt;
}

void CsvReader::read_rows(const ColumnPlan& plan, RowParser& parser) {
  result_.bars.reserve(likely_rows(text_));
  RowSplitter rows(text_, config_.csv.separator, plan.cells);
  bool header = config_.csv.header;
  while (rows.next()) {
    stop_.check_at(rows.line_number());
    if (header) {
      header = !is_by_position(config_.csv) && is_blank(rows.line());
      continue;
    }
    read_row(rows, parser);
  }
  if (config_.csv.labels && !keeps_labels()) {
    result_.stamp_closes = close_times(result_.bars);
  }
}

void CsvReader::read_row(RowSplitter& row, RowParser& parser) {
  BarRow bar;
  if (!parser.read_fast(row, previous_, bar)) {
    if (is_blank(row.line())) {
      return;
    }
    auto faults = parser.read_carefully(row.line(), previous_, bar);
    if (!faults.empty()) {
      log_.add_row(row.line_number(), faults);
      return;
    }
  }
  if (bar.close_time_ns <= previous_) {
    log_.add_row(row.line_number(),
                 {out_of_order(bar.close_time_ns, parser.time_column(row.line()))});
    return;
  }
  if (config_.csv.truth && !result_.truth.add(parser.truth())) {
    log_.add_row(row.line_number(), {too_many_truths()});
    return;
  }
  if (keeps_labels()) {
    add_label(row, parser);
  }
  lines_.add(result_.bars.size(), row.line_number());
  result_.bars.push_back(bar);
  previous_ = bar.close_time_ns;
}

// The bar is good and stays, whatever stands beside it.
void CsvReader::add_label(const RowSplitter& row, RowParser& parser) {
  if (const auto wrong = result_.labels.add(parser.label(), config_.csv.labels->words)) {
    log_.add_row(row.line_number(), {wrong->at(parser.label_column(row.line()))});
    result_.labels.add_refused();
  }
}

CellFault CsvReader::out_of_order(core::Timestamp time, std::size_t column) const {
  const bool again = time == previous_;
  const char* order = again ? "a second one of" : "earlier than";
  const bool from_the_start = !again && result_.bars.size() == 1;
  return {column, fmt::format("the bar is {} the row before", order),
          fmt::format("the bar closing {} is {} the row before, expected a later one",
                      core::format_utc(time), order),
          again            ? "leave one of them"
          : from_the_start ? "sort the file by time: it seems to run from newest to oldest"
                           : "sort the file by time, or mend the time before this one",
          !from_the_start};
}

void CsvReader::check_grid(const RowParser& parser) {
  if (result_.bars.empty()) {
    if (log_.faults().empty()) {
      const auto lines = count_newlines(text_);
      log_.add({log_.place(lines + 1, 1),
                log_.skipped() > 0 ? "the file has no good rows up to here"
                                   : "the file has no rows up to here, only its header",
                "export it again"});
    }
    return;
  }
  sundays_.follow_evenings(result_.bars);
  const config::StampSide side = config_.csv.stamp.value_or(config::StampSide::open);
  const calendar::GridReading reading =
      calendar::read_grid(venue_, config_.bar, side, close_times(result_.bars));
  result_.grid = reading.grid;
  for (std::size_t i = 0; i < result_.bars.size(); ++i) {
    result_.bars[i].close_time_ns = reading.spans[i].close;
  }
  if (const auto found = calendar::wrong_bar_size(venue_, config_.bar, reading.spans)) {
    // Rejected rows leave steps between the others that are not the file's: they come first.
    if (log_.faults().empty()) {
      log_.add({log_.place(lines_.line_of(0), 1),
                fmt::format("bars are not {} long: {}", core::format_duration(config_.bar), *found),
                "say the bar size of the source, and check unit, pattern and zone of the time"});
    }
    return;
  }
  drop_off_grid(calendar::off_grid_bars(venue_, config_.bar, reading), parser);
}

void CsvReader::drop_off_grid(const std::vector<std::size_t>& indices, const RowParser& parser) {
  LineCursor lines(text_);
  std::size_t first = 0;  // of the indices without a gap that this one is among
  std::size_t next = 0;   // the bar behind them
  for (std::size_t k = 0; k < indices.size(); ++k) {
    stop_.check_at(k);
    const std::size_t i = indices[k];
    if (i >= next) {
      first = i;
      next = next_kept(indices, k);
    }
    if (sundays_.merge(i, next, result_.bars)) {
      if (!result_.stamp_closes.empty()) {
        result_.merged_closes.push_back(result_.stamp_closes[i]);
      }
    } else {
      const std::vector<BarRow>& bars = result_.bars;
      reject(i, first > 0 && bars[i].close_time_ns <= bars[first - 1].close_time_ns, lines, parser);
    }
  }
  result_.report.merged_bars = sundays_.merged();
  result_.report.left_out_stubs = sundays_.left_out();
  leave_out(indices, result_.bars);
  result_.truth.erase(indices);
  leave_out(indices, result_.labels.ids);
  leave_out(indices, result_.stamp_closes);
}

// Of many rows that are bad alike a few are told: only those are looked for in the text.
void CsvReader::reject(std::size_t bar, bool closes_again, LineCursor& lines,
                       const RowParser& parser) {
  const bool stub = sundays_.is_stub(result_.bars[bar]);
  const char* const kind = closes_again ? kSecondClose : kOffGrid;
  if (!stub && !log_.would_report(kind)) {
    log_.count_row(kind);
    return;
  }
  const std::size_t line = lines_.line_of(bar);
  const std::size_t column = parser.time_column(lines.at(line));
  log_.add_row(line, {stub           ? sundays_.fault(result_.bars[bar], column)
                      : closes_again ? second_close(bar, column)
                                     : off_grid(bar, column)});
}

CellFault CsvReader::second_close(std::size_t bar, std::size_t column) const {
  return {column, kSecondClose,
          fmt::format("a second bar that closes {}: on venue {} it ends where a session or a break "
                      "begins or ends",
                      core::format_utc(result_.bars[bar].close_time_ns), venue_.name),
          "leave one of the two out; are data.bar and data.time right?"};
}

CellFault CsvReader::off_grid(std::size_t bar, std::size_t column) const {
  const core::Timestamp close = result_.bars[bar].close_time_ns;
  const std::string what =
      fmt::format("the bar closing {} is off the grid of {} bars on venue {}",
                  core::format_utc(close), core::format_duration(config_.bar), venue_.name);
  calendar::Zone zone(venue_.zone);
  const core::Day date = calendar::session_date_at(venue_, zone, close - 1);
  if (!calendar::is_daily_session_bar(venue_, config_.bar) || calendar::has_session(venue_, date)) {
    return {column, kOffGrid, what, fix_of_grid(close - config_.bar)};
  }
  const std::string no_session =
      fmt::format(": {} {} {}", kWeekdays[static_cast<std::size_t>(calendar::weekday_of(date))],
                  core::format_date(date * core::kDay),
                  calendar::is_trading_weekday(venue_, date) ? "is a holiday there"
                                                             : "is no trading day there");
  return {column, kOffGrid, what + no_session, fix_of_no_session(date)};
}

// Of a bar shorter than a day at a venue with sessions: what its file's other bars lie on.
std::string CsvReader::fix_of_grid(core::Timestamp open) const {
  if (venue_.kind == BM_VENUE_ALWAYS_OPEN || config_.bar >= core::kDay) {
    return "";
  }
  return fmt::format("most bars of the file lie on another grid, by which {}",
                     calendar::expected_opens(venue_, config_.bar, result_.grid, open)) +
         (result_.grid.zone.empty() || result_.grid.zone == config_.csv.zone || stamps_.says_zone()
              ? "; are data.bar and data.time right?"
              : fmt::format("; where the stamps are that clock's, write `data.time.zone: {}`",
                            result_.grid.zone));
}

// The side of the stamps where it moved the bar to another date, and the venue otherwise.
std::string CsvReader::fix_of_no_session(core::Day date) const {
  if (sundays_.moved()) {
    return "the other dates are those of the evenings before: no session begins on this one";
  }
  if (config_.csv.stamp != config::StampSide::close && !stamps_.dates_alone()) {
    return "where the time is that of the close, write `data.time.stamp: close`";
  }
  return calendar::is_trading_weekday(venue_, date)
             ? "is the venue right (data.venue, or data.venues for one symbol)? A session on that "
               "day "
               "is one of a venue file's extra_sessions"
             : "is the venue right (data.venue, or data.venues for one symbol)? Its file states "
               "the trading days as `week:`";
}

}  // namespace

CsvBars read_csv(std::string_view text, const std::string& file, const config::DataConfig& config,
                 const calendar::Venue& venue, const StampParser& stamps, Stop stop) {
  return CsvReader(text, file, config, venue, stamps, stop).read();
}

}  // namespace barometer::data
