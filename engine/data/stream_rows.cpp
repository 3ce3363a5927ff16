// SPDX-License-Identifier: Apache-2.0
#include "data/stream_rows.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <numeric>
#include <utility>

#include "calendar/expected_opens.hpp"
#include "core/bar_size.hpp"
#include "core/error.hpp"
#include "core/floor_division.hpp"
#include "data/grid_faults.hpp"
#include "data/row_order.hpp"
#include "data/typed_stamp.hpp"

namespace barometer::data {

namespace {

constexpr char kSeparator = ',';
constexpr core::Timestamp kNever = std::numeric_limits<core::Timestamp>::min();

// How rows in memory are read: oldest first, times by their type, numbers as they are.
config::DataConfig in_memory(const config::DataConfig& config) {
  config::DataConfig streamed = config;
  config::CsvConfig& csv = streamed.csv;
  if (config.source == config::DataSource::synthetic) {
    csv.stamp = config::StampSide::close;
  }
  csv.time_format = config.bar >= core::kDay && !csv.stamp ? kDateFormat : kInstantFormat;
  csv.time_format_at = config.at;
  csv.zone = "UTC";
  csv.order = config::RowOrder::oldest_first;
  csv.numbers = {};
  return streamed;
}

// Time, then the values in their order.
ColumnPlan plan_of(const config::CsvConfig& csv) {
  ColumnPlan plan;
  plan.value_count = csv.volume ? kValueNames.size() : kValueNames.size() - 1;
  std::iota(plan.values.begin(), plan.values.end(), std::size_t{1});
  plan.cells = plan.value_count + 1;
  plan.scale = csv.scale;
  return plan;
}

}  // namespace

StreamRows::StreamRows(const config::DataConfig& config, const calendar::Venue& venue,
                       std::string name)
    : config_(in_memory(config)),
      venue_(venue),
      name_(std::move(name)),
      dates_(config_.csv.time_format == kDateFormat),
      plan_(plan_of(config_.csv)),
      stamps_(config_, venue),
      parser_(plan_, stamps_, kSeparator, {}),
      scale_(config_.csv.scale),
      grid_(venue, config_.bar, config_.csv.stamp),
      resolver_(venue, config_.bar),
      last_stamp_(kNever),
      last_close_(kNever) {}

StreamRows::Read StreamRows::read(const StreamRow& row) {
  BarRow bar;
  if (!read_plainly(row, bar)) [[unlikely]] {
    read_carefully(row, bar);
  }
  const core::Timestamp stamp = bar.close_time_ns;
  check_order(stamp);
  const calendar::BarSpan span = grid_.span_of(stamp);
  if (!grid_.fits(stamp, span) || span.close <= last_close_) [[unlikely]] {
    refuse_place(stamp, span);
  }
  bar.close_time_ns = span.close;
  return {bar, resolver_.row(grid_.calendar_span(span.close)), stamp, span};
}

void StreamRows::take(const Read& read) {
  grid_.take(read.span);
  last_stamp_ = read.stamp;
  last_close_ = read.span.close;
  rows_ += 1;
}

core::Error StreamRows::refusal(std::string what, std::string fix) const {
  return {core::ErrorKind::bad_input,
          core::Fault{fmt::format("{}:{}:1", name_, rows_ + 1), std::move(what), std::move(fix)}};
}

// False for a row that is bad, or that the careful way may mend.
bool StreamRows::read_plainly(const StreamRow& row, BarRow& bar) {
  if (!is_readable(row.time_ns) || (dates_ && core::floor_modulo(row.time_ns, core::kDay) != 0)) {
    return false;
  }
  const auto close = stamps_.close_time({.wall = row.time_ns, .offset = 0}, last_stamp_);
  if (!close) {
    return false;
  }
  const double volume = plan_.value_count == kValueNames.size() ? row.volume : 0;
  // -0 becomes 0: equal volumes must hash alike.
  bar = {*close,
         scale_.of(row.open),
         scale_.of(row.high),
         scale_.of(row.low),
         scale_.of(row.close),
         volume + 0.0};
  return is_sound(bar);
}

// What is written as a line of a file says what a file's row would say; its columns are counted.
void StreamRows::read_carefully(const StreamRow& row, BarRow& bar) {
  if (dates_ && is_readable(row.time_ns) && core::floor_modulo(row.time_ns, core::kDay) != 0) {
    refuse({{1, "the time is no date",
             fmt::format("time: {} is no midnight UTC, which is how a date is handed over, and "
                         "nothing says whether a stamp is its bar's open or its close",
                         core::format_utc(row.time_ns)),
             "hand over the session's date, or say data.time.stamp: open or close"}});
  }
  const std::string line = line_of(row);
  std::vector<CellFault> faults = parser_.read_carefully(line, last_stamp_, bar);
  if (faults.empty()) {
    return;
  }
  const std::vector<files::RawCell> cells = files::split_cells(line, kSeparator);
  for (CellFault& fault : faults) {
    std::size_t cell = 0;
    while (cell + 1 < cells.size() && cells[cell].column != fault.column) {
      ++cell;
    }
    fault.column = cell + 1;
  }
  refuse(faults);
}

std::string StreamRows::line_of(const StreamRow& row) const {
  std::string line = is_readable(row.time_ns)
                         ? written_stamp(config_.csv.time_format, row.time_ns, 0)
                         : fmt::format("{}", row.time_ns);
  const std::array values{row.open, row.high, row.low, row.close, row.volume};
  for (std::size_t i = 0; i < plan_.value_count; ++i) {
    line += fmt::format("{}{}", kSeparator, values[i]);
  }
  return line;
}

void StreamRows::check_order(core::Timestamp stamp) const {
  if (!in_order(stamp, last_stamp_, config::RowOrder::oldest_first)) [[unlikely]] {
    refuse({out_of_order(stamp, last_stamp_, config::RowOrder::oldest_first, false)});
  }
}

void StreamRows::refuse(const std::vector<CellFault>& faults) const {
  std::vector<core::Fault> told;
  for (const CellFault& fault : faults) {
    told.push_back(
        {fmt::format("{}:{}:{}", name_, rows_ + 1, fault.column), fault.what, fault.fix});
  }
  throw core::Error(core::ErrorKind::bad_input, std::move(told));
}

void StreamRows::refuse_place(core::Timestamp stamp, const calendar::BarSpan& span) const {
  calendar::StreamGrid grid = grid_;
  if (grid.fits(stamp, span)) {
    refuse({{1, "", second_close_text(venue_, config_.bar, span.close),
             "leave one of the two out; are data.bar and data.time right?"}});
  }
  refuse({{1, "", off_grid_text(venue_, config_.bar, span.close), fix_of_grid(span.close)}});
}

std::string StreamRows::fix_of_grid(core::Timestamp close) const {
  if (venue_.kind == BM_VENUE_ALWAYS_OPEN) {
    return "the first bar shows what grid the others lie on; is data.bar right?";
  }
  if (is_without_session(venue_, config_.bar, close)) {
    return "is the venue right (data.venue, or data.venues for one symbol)?";
  }
  const std::string opens =
      calendar::expected_opens(venue_, config_.bar, grid_.grid(), close - config_.bar);
  return grid_.within_sessions()
             ? fmt::format(
                   "of a stream bars of {} are taken that begin inside sessions and are "
                   "counted from their open, by which {}",
                   core::format_bar_size(config_.bar), opens)
             : fmt::format("by that grid {}; are data.bar and data.time right?", opens);
}

StreamRowsState StreamRows::state() const {
  return {rows_, last_stamp_, last_close_, grid_.phase()};
}

void StreamRows::restore(const StreamRowsState& state) {
  rows_ = state.rows;
  last_stamp_ = state.last_stamp;
  last_close_ = state.last_close;
  grid_.set_phase(state.phase);
}

}  // namespace barometer::data
