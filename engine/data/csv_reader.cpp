// SPDX-License-Identifier: Apache-2.0
#include "data/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "calendar/expected_opens.hpp"
#include "calendar/grid_check.hpp"
#include "calendar/period.hpp"
#include "calendar/period_stamps.hpp"
#include "core/bar_size.hpp"
#include "data/bad_row_log.hpp"
#include "data/bar_row.hpp"
#include "data/grid_faults.hpp"
#include "data/leave_out.hpp"
#include "data/read_rows.hpp"
#include "data/row_parser.hpp"
#include "data/row_reader.hpp"
#include "data/sunday_bars.hpp"
#include "files/row_splitter.hpp"

namespace barometer::data {

namespace {

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

class BarsReader {
 public:
  BarsReader(RowSources sources, const config::DataConfig& config, const calendar::Venue& venue,
             const StampParser& stamps, core::Stop stop)
      : config_(config),
        venue_(venue),
        stamps_(stamps),
        stop_(stop),
        log_(sources.front()->origin().name, config.csv.bad_rows),
        sundays_(venue, config),
        sources_(std::move(sources)) {}

  CsvBars read() {
    for (const auto& source : sources_) {
      source->read(rows_, log_);
    }
    result_.report.widened_bars = rows_.widened;
    if (join_texts() && !log_.excess(row_count())) {
      check_grid();
    }
    if (auto excess = log_.excess(row_count())) {
      log_.add(std::move(*excess));
    }
    return take_result();
  }

 private:
  bool join_texts();
  void check_grid();
  bool check_size(const std::vector<calendar::BarSpan>& spans);
  void drop_off_grid(const std::vector<std::size_t>& indices);
  CellFault off_grid(std::size_t bar, std::size_t column) const;
  CellFault second_close(std::size_t bar, std::size_t column) const;
  void reject(std::size_t bar, bool closes_again);
  void report_lost_action(std::size_t bar);
  std::string fix_of_size() const;
  std::string fix_of_grid(core::Timestamp open) const;
  std::string fix_of_no_session(core::Day date) const;
  std::string place_of(std::size_t bar);
  CsvBars take_result();

  // Good ones and skipped ones.
  std::int64_t row_count() const { return std::ssize(rows_.bars) + log_.skipped(); }

  const config::DataConfig& config_;
  const calendar::Venue& venue_;
  const StampParser& stamps_;
  core::Stop stop_;
  BadRowLog log_;
  SundayBars sundays_;
  RowSources sources_;
  ReadRows rows_;
  CsvBars result_;
};

// "file:line:1" of the bar's row.
std::string BarsReader::place_of(std::size_t bar) {
  sources_[rows_.text_of(bar)]->enter(log_);
  return log_.place(rows_.line_of(bar), 1);
}

// Where texts overlap, equal rows are one; false where others contradict each other.
bool BarsReader::join_texts() {
  const ReadRows::Joined joined = rows_.join();
  result_.report.repeated_rows = joined.repeated;
  for (const std::size_t bar : joined.conflicts) {
    const std::string other = place_of(bar - 1);
    log_.add({place_of(bar),
              fmt::format("the bar closing {} is another than that of {}",
                          core::format_utc(rows_.bars[bar].close_time_ns), other),
              "leave one of the two out: files of one symbol may overlap only where they say the "
              "same"});
  }
  if (config_.csv.labels && !config_.csv.labels->column) {
    result_.stamp_closes = close_times(rows_.bars);
  }
  return joined.conflicts.empty();
}

CsvBars BarsReader::take_result() {
  result_.actions = rows_.take_actions();
  result_.report.widened = rows_.closes_of(rows_.widened_places);
  result_.report.repeated = rows_.closes_of(rows_.repeated_places);
  result_.bars = std::move(rows_.bars);
  result_.truth = std::move(rows_.truth);
  result_.labels = std::move(rows_.labels);
  log_.write_to(result_.report);
  result_.faults = log_.faults();
  std::vector<BarOrigins::Text> texts;
  for (const auto& source : sources_) {
    texts.push_back(source->origin());
  }
  result_.origins = BarOrigins(std::move(rows_), std::move(texts));
  return std::move(result_);
}

void BarsReader::check_grid() {
  if (rows_.bars.empty()) {
    if (log_.faults().empty()) {
      sources_.back()->enter(log_);
      log_.add({log_.place(sources_.back()->end_line(), 1),
                log_.skipped() > 0 ? "there are no good rows up to here"
                                   : sources_.back()->without_rows(),
                "export it again"});
    }
    return;
  }
  sundays_.follow_evenings(rows_.bars);
  const calendar::GridReading reading =
      calendar::read_grid(venue_, config_.bar, config_.csv.stamp, close_times(rows_.bars));
  result_.grid = reading.grid;
  if (check_size(reading.spans)) {
    for (std::size_t i = 0; i < rows_.bars.size(); ++i) {
      rows_.bars[i].close_time_ns = reading.spans[i].close;
    }
    drop_off_grid(calendar::off_grid_bars(venue_, config_.bar, reading));
  }
}

// Bars of the configured size can be made of finer ones. Times are still those of the stamps.
std::string BarsReader::fix_of_size() const {
  const core::Duration step = calendar::commonest_step(close_times(rows_.bars));
  const core::Duration wanted = config_.run_bar();
  const bool is_size = step > 0 && step % core::kSecond == 0 && step <= core::kDay;
  return is_size && config::is_coarser(wanted, step)
             ? fmt::format("bars are {0}: write `bar: {0}` and `resample: {1}`",
                           core::format_bar_size(step), core::format_bar_size(wanted))
             : "say the bar size of the source, and check unit, pattern and zone of the time";
}

// Whether the bars are as long as they should be, and dates say which week or month each holds.
bool BarsReader::check_size(const std::vector<calendar::BarSpan>& spans) {
  if (const auto found = calendar::wrong_bar_size(venue_, config_.bar, spans)) {
    // Rejected rows leave steps between the others that are not the file's: they come first.
    if (log_.faults().empty()) {
      log_.add({place_of(0),
                fmt::format("bars are not {} long: {}", core::format_bar_size(config_.bar), *found),
                fix_of_size()});
    }
    return false;
  }
  auto doubt = calendar::period_doubt(venue_, config_.bar, config_.csv.stamp, spans);
  if (doubt) {
    RowSource& reader = *sources_[rows_.text_of(doubt->bar)];
    const std::size_t line = rows_.line_of(doubt->bar);
    reader.enter(log_);
    log_.add({log_.place(line, reader.time_column_in(line)), std::move(doubt->what),
              std::move(doubt->fix)});
  }
  return !doubt;
}

void BarsReader::drop_off_grid(const std::vector<std::size_t>& indices) {
  std::size_t first = 0;  // of the indices without a gap that this one is among
  std::size_t next = 0;   // the bar behind them
  for (std::size_t k = 0; k < indices.size(); ++k) {
    stop_.check_at(k);
    const std::size_t i = indices[k];
    if (i >= next) {
      first = i;
      next = next_kept(indices, k);
    }
    report_lost_action(i);
    if (sundays_.merge(i, next, rows_.bars)) {
      if (!result_.stamp_closes.empty()) {
        result_.merged_closes.push_back(result_.stamp_closes[i]);
      }
    } else {
      const std::vector<BarRow>& bars = rows_.bars;
      reject(i, first > 0 && bars[i].close_time_ns <= bars[first - 1].close_time_ns);
    }
  }
  result_.report.merged_bars = sundays_.merged();
  result_.report.left_out_stubs = sundays_.left_out();
  rows_.leave_out(indices);
  leave_out(indices, result_.stamp_closes);
}

// The bar is none of the symbol's own, or none at all: its split or dividend has no bar.
void BarsReader::report_lost_action(std::size_t bar) {
  if (const RowAction* const action = rows_.action_of(bar)) {
    log_.add({action->place,
              fmt::format("the row says a split or a dividend, and its bar, which closes {}, is "
                          "none of the symbol's bars",
                          core::format_utc(rows_.bars[bar].close_time_ns)),
              "move it to the row of the session in which it happens"});
  }
}

// Of many rows that are bad alike a few are told: only those are looked for in the text.
void BarsReader::reject(std::size_t bar, bool closes_again) {
  const bool stub = sundays_.is_stub(rows_.bars[bar]);
  const char* const kind = closes_again ? kSecondClose : kOffGrid;
  if (!stub && !log_.would_report(kind)) {
    log_.count_row(kind);
    return;
  }
  RowSource& reader = *sources_[rows_.text_of(bar)];
  const std::size_t line = rows_.line_of(bar);
  const std::size_t column = reader.time_column_in(line);
  reader.enter(log_);
  log_.add_row(line, {stub           ? sundays_.fault(rows_.bars[bar], column)
                      : closes_again ? second_close(bar, column)
                                     : off_grid(bar, column)});
}

CellFault BarsReader::second_close(std::size_t bar, std::size_t column) const {
  return {column, kSecondClose,
          second_close_text(venue_, config_.bar, rows_.bars[bar].close_time_ns),
          calendar::is_period(config_.bar)
              ? "leave one of the two out; is data.bar right?"
              : "leave one of the two out; are data.bar and data.time right?"};
}

CellFault BarsReader::off_grid(std::size_t bar, std::size_t column) const {
  const core::Timestamp close = rows_.bars[bar].close_time_ns;
  calendar::Zone zone(venue_.zone);
  return {column, kOffGrid, off_grid_text(venue_, config_.bar, close),
          is_without_session(venue_, config_.bar, close)
              ? fix_of_no_session(calendar::session_date_at(venue_, zone, close - 1))
              : fix_of_grid(close - config_.bar)};
}

// Of a bar shorter than a day at a venue with sessions: what its file's other bars lie on.
std::string BarsReader::fix_of_grid(core::Timestamp open) const {
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
std::string BarsReader::fix_of_no_session(core::Day date) const {
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

CsvBars read_csv(std::span<const files::FileText> texts, const config::DataConfig& config,
                 const calendar::Venue& venue, const StampParser& stamps,
                 const ReadContext& reading) {
  RowSources sources;
  for (const files::FileText& text : texts) {
    sources.push_back(std::make_unique<RowReader>(text, config.csv, stamps, reading));
  }
  return read_bars(std::move(sources), config, venue, stamps, reading.stop);
}

CsvBars read_bars(RowSources sources, const config::DataConfig& config,
                  const calendar::Venue& venue, const StampParser& stamps, core::Stop stop) {
  return BarsReader(std::move(sources), config, venue, stamps, stop).read();
}

CsvBars read_csv(std::string_view text, const std::string& file, const config::DataConfig& config,
                 const calendar::Venue& venue, const StampParser& stamps,
                 const ReadContext& reading) {
  const files::FileText one{.name = file, .text = text, .date = std::nullopt};
  return read_csv({&one, 1}, config, venue, stamps, reading);
}

}  // namespace barometer::data
