// SPDX-License-Identifier: Apache-2.0
#include "data/table_rows.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/timestamp.hpp"
#include "data/row_order.hpp"
#include "data/typed_stamp.hpp"
#include "files/row_splitter.hpp"

namespace barometer::data {

namespace {

constexpr char kSeparator = ',';

// A cell that may hold separators or quotes, as a file would have it.
std::string as_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char letter : text) {
    quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  }
  return quoted + '"';
}

}  // namespace

TableRows::TableRows(const TablePlan& plan, std::string name, std::span<const std::uint32_t> rows,
                     const StampParser& stamps, core::Stop stop)
    : plan_(plan),
      name_(std::move(name)),
      rows_(rows),
      stamps_(stamps),
      stop_(stop),
      zone_(plan.zone()),
      parser_(plan.written(), stamps, kSeparator, {}),
      scale_(plan.config().csv.scale) {}

void TableRows::read(ReadRows& rows, BadRowLog& log) {
  enter(log);
  rows.begin_text();
  rows.bars.reserve(rows.bars.size() + rows_.size());
  previous_ = before_first(plan_.config().csv.order);
  for (auto rest = rows_; !rest.empty();) {
    stop_.check();
    const auto stretch = rest.first(std::min(rest.size(), kStretch));
    read_stretch(stretch, rows, log);
    rest = rest.subspan(stretch.size());
  }
  rows.widened += parser_.widened();
  if (newest_first()) {
    rows.reverse_text();
  }
}

void TableRows::read_stretch(std::span<const std::uint32_t> rows, ReadRows& read, BadRowLog& log) {
  Stretch stretch;
  if (plan_.has_typed_times()) {
    plan_.column(0).times(rows, stretch.times);
  }
  for (std::size_t i = 0; i < plan_.values(); ++i) {
    plan_.column(i + 1).numbers(rows, stretch.values[i]);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    read_row(rows[i], stretch, i, read, log);
  }
}

void TableRows::read_row(std::uint32_t row, const Stretch& stretch, std::size_t i, ReadRows& read,
                         BadRowLog& log) {
  BarRow bar;
  const std::size_t line = row + std::size_t{1};
  if (!take(row, stretch, i, bar)) {
    const std::int64_t widened = parser_.widened();
    if (const auto faults = faults_of(row, bar); !faults.empty()) {
      log.add_row(line, faults);
      return;
    }
    if (parser_.widened() > widened) {
      read.add_widened();
    }
  }
  const config::RowOrder order = plan_.config().csv.order;
  if (!in_order(bar.close_time_ns, previous_, order)) {
    const bool second = read.bars.size() == read.text_begin() + 1;
    const CellFault fault = out_of_order(bar.close_time_ns, previous_, order, second);
    log.add_row(line, {fault.at(plan_.number(0))});
    return;
  }
  read.add_line(line);
  read.bars.push_back(bar);
  previous_ = bar.close_time_ns;
}

// Of an instant the wall clock of the zone that its type names: its midnight is a session's date.
std::optional<core::Timestamp> TableRows::close_of(std::uint32_t row, core::Timestamp time) {
  if (!plan_.has_typed_times()) {
    return stamps_.close_time(plan_.column(0).written(row), previous_);
  }
  if (time == tables::TableColumn::kNoTime || !is_readable(time)) {
    return std::nullopt;
  }
  const core::Duration offset = zone_ ? zone_->offset(time) : plan_.fixed_offset();
  return stamps_.close_time({.wall = time + offset, .offset = offset}, previous_);
}

// False for a row that is bad, or that the careful way may mend.
bool TableRows::take(std::uint32_t row, const Stretch& stretch, std::size_t i, BarRow& bar) {
  const auto close = close_of(row, stretch.times[i]);
  if (!close) {
    return false;
  }
  const auto price = [&](std::size_t value) { return scale_.of(stretch.values[value][i]); };
  const double volume = plan_.values() == kValueNames.size() ? stretch.values[4][i] : 0;
  // -0 becomes 0: equal volumes must hash alike.
  bar = {*close, price(0), price(1), price(2), price(3), volume + 0.0};
  return is_sound(bar);
}

std::string TableRows::written_time(std::uint32_t row) {
  const std::string written = plan_.column(0).written(row);
  if (!plan_.has_typed_times() || written.empty()) {
    return written;
  }
  core::Timestamp time = 0;
  plan_.column(0).times({&row, 1}, {&time, 1});
  return is_readable(time)
             ? plan_.written_time(time, zone_ ? zone_->offset(time) : plan_.fixed_offset())
             : written;
}

std::string TableRows::line_of(std::uint32_t row) {
  std::string line = as_cell(written_time(row));
  for (std::size_t i = 0; i < plan_.values(); ++i) {
    line += kSeparator + as_cell(plan_.column(i + 1).written(row));
  }
  return line;
}

// Their columns are those of the table.
std::vector<CellFault> TableRows::faults_of(std::uint32_t row, BarRow& bar) {
  const std::string line = line_of(row);
  std::vector<CellFault> faults = parser_.read_carefully(line, previous_, bar);
  if (!faults.empty()) {
    const std::vector<files::RawCell> cells = files::split_cells(line, kSeparator);
    for (CellFault& fault : faults) {
      const auto cell = std::ranges::find(cells, fault.column, &files::RawCell::column);
      fault.column = plan_.number(static_cast<std::size_t>(cell - cells.begin()));
    }
  }
  return faults;
}

}  // namespace barometer::data
