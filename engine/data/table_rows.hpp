// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/zone.hpp"
#include "config/data_config.hpp"
#include "core/stop.hpp"
#include "core/timestamp.hpp"
#include "data/number_marks.hpp"
#include "data/row_parser.hpp"
#include "data/row_source.hpp"
#include "data/stamp_parser.hpp"
#include "data/table_plan.hpp"

namespace barometer::data {

// Rows of a table that are one symbol's. A good row is read as the numbers that it is; one with
// something wrong is written as a line of a file, and says what a file's row would say.
class TableRows final : public RowSource {
 public:
  // `rows` ascend. All outlive this.
  TableRows(const TablePlan& plan, std::string name, std::span<const std::uint32_t> rows,
            const StampParser& stamps, core::Stop stop);

  void read(ReadRows& rows, BadRowLog& log) override;

  std::size_t time_column_in(std::size_t) override { return plan_.number(0); }

  void enter(BadRowLog& log) const override { log.enter(name_); }

  std::size_t end_line() const override { return plan_.table().rows() + 1; }

  const char* without_rows() const override { return "the table has no rows"; }

  BarOrigins::Text origin() const override { return {name_, nullptr}; }

 private:
  static constexpr std::size_t kStretch = 1024;

  // Some rows as numbers.
  struct Stretch {
    std::array<core::Timestamp, kStretch> times;
    std::array<std::array<double, kStretch>, kValueNames.size()> values;
  };

  void read_stretch(std::span<const std::uint32_t> rows, ReadRows& read, BadRowLog& log);
  void read_row(std::uint32_t row, const Stretch& stretch, std::size_t i, ReadRows& read,
                BadRowLog& log);
  std::optional<core::Timestamp> close_of(std::uint32_t row, core::Timestamp time);
  bool take(std::uint32_t row, const Stretch& stretch, std::size_t i, BarRow& bar);
  std::string line_of(std::uint32_t row);
  std::string written_time(std::uint32_t row);
  std::vector<CellFault> faults_of(std::uint32_t row, BarRow& bar);

  bool newest_first() const { return plan_.config().csv.order == config::RowOrder::newest_first; }

  const TablePlan& plan_;
  std::string name_;
  std::span<const std::uint32_t> rows_;
  StampParser stamps_;
  core::Stop stop_;
  std::optional<calendar::Zone> zone_;  // that the times' type names
  RowParser parser_;
  PriceScale scale_;
  core::Timestamp previous_ = 0;
};

}  // namespace barometer::data
