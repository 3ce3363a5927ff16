// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "calendar/zone.hpp"
#include "config/data_config.hpp"
#include "core/timestamp.hpp"
#include "data/csv_columns.hpp"
#include "tables/table.hpp"

namespace barometer::data {

// Which columns of a table make its bars, and how its times are said. Times whose type says what
// they are need no data.time.format: instants with a zone, wall clock times without one, dates.
// Daily and longer bars whose times are all midnights have dates, unless the config says which side
// of the bar its stamps are.
class TablePlan {
 public:
  // Throws Error{bad_input} with every column that is missing, that comes twice or whose cells
  // are none of what is needed. The table outlives this.
  TablePlan(const tables::ArrowTable& table, const config::DataConfig& config);

  const tables::ArrowTable& table() const { return table_; }

  // The config with the format of this table's times.
  const config::DataConfig& config() const { return config_; }

  // A row's cells: its time, then its values.
  const ColumnPlan& written() const { return written_; }

  std::size_t values() const { return written_.value_count; }

  // Of a cell.
  const tables::TableColumn& column(std::size_t cell) const {
    return table_.columns()[columns_[cell]];
  }

  // Where that column stands in the table, counted from 1.
  std::size_t number(std::size_t cell) const { return columns_[cell] + 1; }

  // Whether times are numbers of a known unit from 1970; else they are read by the format.
  bool has_typed_times() const;

  // What to add to instants to get the wall clock of their type: that of a zone, or always the
  // same.
  const std::optional<calendar::Zone>& zone() const { return zone_; }

  core::Duration fixed_offset() const { return fixed_offset_; }

  // A typed time in the config's format. REQUIRES: is_readable(time).
  std::string written_time(core::Timestamp time, core::Duration offset) const;

 private:
  void find_columns();
  void read_zone(std::vector<core::Fault>& faults);
  void choose_format(std::vector<core::Fault>& faults);
  void check_format(std::vector<core::Fault>& faults) const;
  void refuse_contradictions(std::vector<core::Fault>& faults) const;
  bool all_midnights() const;

  const tables::ArrowTable& table_;
  config::DataConfig config_;
  std::vector<std::size_t> columns_;
  ColumnPlan written_;
  std::optional<calendar::Zone> zone_;
  core::Duration fixed_offset_ = 0;
};

}  // namespace barometer::data
