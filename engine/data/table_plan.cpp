// SPDX-License-Identifier: Apache-2.0
#include "data/table_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>

#include "core/error.hpp"
#include "core/floor_division.hpp"
#include "core/text.hpp"
#include "data/typed_stamp.hpp"

namespace barometer::data {

using tables::CellKind;
using tables::TableColumn;

namespace {

// "+02:00", "-0530": what Arrow allows beside names of zones.
std::optional<core::Duration> offset_in(std::string_view zone) {
  const bool signed_text = zone.size() >= 5 && (zone[0] == '+' || zone[0] == '-');
  const std::size_t colon = zone.size() == 6 && zone[3] == ':' ? 1 : 0;
  if (!signed_text || zone.size() != 5 + colon) {
    return std::nullopt;
  }
  int hours = 0;
  int minutes = 0;
  const auto read = [&](std::size_t at, int& value) {
    const char* const end = zone.data() + at + 2;
    return std::from_chars(zone.data() + at, end, value).ptr == end;
  };
  if (!read(1, hours) || !read(3 + colon, minutes)) {
    return std::nullopt;
  }
  const core::Duration offset = hours * core::kHour + minutes * core::kMinute;
  return zone[0] == '-' ? -offset : offset;
}

const char* words_of(CellKind kind) {
  switch (kind) {
    case CellKind::number:
      return "numbers";
    case CellKind::time:
    case CellKind::clock:
      return "times";
    case CellKind::date:
      return "dates";
    case CellKind::text:
      return "text";
    default:
      return "";
  }
}

// "column 'open' holds text, expected numbers"
core::Fault wrong_kind(const tables::ArrowTable& table, const TableColumn& column,
                       const char* expected, const char* fix) {
  const tables::ColumnType& type = column.type();
  const std::string holds = *words_of(type.kind) != '\0'
                                ? words_of(type.kind)
                                : fmt::format("cells of Arrow type {}", core::shown(type.format));
  return {
      table.name(),
      fmt::format("column {} holds {}, expected {}", core::shown(column.name()), holds, expected),
      fix};
}

}  // namespace

TablePlan::TablePlan(const tables::ArrowTable& table, const config::DataConfig& config)
    : table_(table), config_(config) {
  find_columns();
  std::vector<core::Fault> faults;
  for (std::size_t cell = 1; cell <= values(); ++cell) {
    if (column(cell).type().kind != CellKind::number) {
      faults.push_back(wrong_kind(table, column(cell), "numbers",
                                  "convert the column to a type of numbers before"));
    }
  }
  read_zone(faults);
  choose_format(faults);
  core::throw_if_any(std::move(faults));
}

bool TablePlan::has_typed_times() const {
  const CellKind kind = column(0).type().kind;
  return kind == CellKind::time || kind == CellKind::clock || kind == CellKind::date;
}

void TablePlan::find_columns() {
  std::vector<files::RawCell> names;
  for (const TableColumn& each : table_.columns()) {
    names.push_back({.text = each.name()});
  }
  config::CsvConfig csv = config_.csv;
  csv.header = false;  // names that look like numbers are names
  std::vector<core::Fault> faults;
  const ColumnPlan found = plan_columns(csv, names, table_.name(), faults);
  core::throw_if_any(std::move(faults));
  columns_.push_back(found.time);
  columns_.insert(columns_.end(), found.values.begin(),
                  found.values.begin() + static_cast<std::ptrdiff_t>(found.value_count));
  written_.value_count = found.value_count;
  written_.cells = columns_.size();
  written_.scale = csv.scale;
  std::iota(written_.values.begin(), written_.values.end(), std::size_t{1});
}

void TablePlan::read_zone(std::vector<core::Fault>& faults) {
  const tables::ColumnType& type = column(0).type();
  if (type.kind != CellKind::time) {
    return;
  }
  if (const auto offset = offset_in(type.zone)) {
    fixed_offset_ = *offset;
    return;
  }
  try {
    zone_.emplace(type.zone);
  } catch (const core::Error& error) {
    const core::Fault& fault = error.faults().front();
    faults.push_back(
        {table_.name(),
         fmt::format("the zone of column {}: {}", core::shown(column(0).name()), fault.what),
         fault.fix});
  }
}

void TablePlan::choose_format(std::vector<core::Fault>& faults) {
  if (!has_typed_times()) {
    check_format(faults);
    return;
  }
  refuse_contradictions(faults);
  if (!faults.empty()) {
    return;
  }
  const CellKind kind = column(0).type().kind;
  const bool dates = kind == CellKind::date ||
                     (config_.bar >= core::kDay && !config_.csv.stamp && all_midnights());
  config_.csv.time_format = dates                    ? kDateFormat
                            : kind == CellKind::time ? kInstantFormat
                                                     : kClockFormat;
}

// Of times that are numbers or text.
void TablePlan::check_format(std::vector<core::Fault>& faults) const {
  const TableColumn& time = column(0);
  const CellKind kind = time.type().kind;
  if (kind != CellKind::number && kind != CellKind::text) {
    faults.push_back(wrong_kind(table_, time, "times", "name the column: data.time.column"));
  } else if (config_.csv.time_format.empty()) {
    faults.push_back({table_.name(),
                      fmt::format("column {} holds {}, and nothing says which times they are",
                                  core::shown(time.name()), words_of(kind)),
                      "convert it to a type of times, or say data.time.format: epoch_ms, or a "
                      "pattern such as \"%Y-%m-%d %H:%M\""});
  }
}

// Where the config says what the type of the times says already.
void TablePlan::refuse_contradictions(std::vector<core::Fault>& faults) const {
  const TableColumn& time = column(0);
  const config::CsvConfig& csv = config_.csv;
  if (!csv.time_format.empty()) {
    faults.push_back({config::to_string(config_.file, csv.time_format_at),
                      fmt::format("data.time.format: column {} holds {} by its type",
                                  core::shown(time.name()), words_of(time.type().kind)),
                      "leave data.time.format out"});
  }
  if (time.type().kind == CellKind::time && csv.zone != "UTC") {
    faults.push_back({config::to_string(config_.file, csv.zone_at),
                      fmt::format("data.time.zone: the times of column {} have the zone {}",
                                  core::shown(time.name()), core::shown(time.type().zone)),
                      "leave data.time.zone out"});
  }
}

// Of the wall clock.
bool TablePlan::all_midnights() const {
  std::array<std::uint32_t, 1024> rows;
  std::array<core::Timestamp, rows.size()> times;
  std::optional<calendar::Zone> zone = zone_;
  for (std::size_t first = 0; first < table_.rows(); first += rows.size()) {
    const std::size_t count = std::min(rows.size(), table_.rows() - first);
    std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(first));
    column(0).times(std::span(rows).first(count), times);
    for (const core::Timestamp time : std::span(times).first(count)) {
      const bool known = is_readable(time);  // others are told when they are read
      const core::Duration offset = !known ? 0 : zone ? zone->offset(time) : fixed_offset_;
      if (known && core::floor_modulo(time + offset, core::kDay) != 0) {
        return false;
      }
    }
  }
  return true;
}

std::string TablePlan::written_time(core::Timestamp time, core::Duration offset) const {
  return written_stamp(config_.csv.time_format, time, offset);
}

}  // namespace barometer::data
