// SPDX-License-Identifier: Apache-2.0
#include "study/daily_returns.hpp"

#include <fstream>
#include <string>
#include <utility>

#include "core/floor_division.hpp"
#include "core/timestamp.hpp"
#include "study/csv_cells.hpp"

namespace barometer::study {

namespace {

struct DayEnd {
  std::int64_t time_ns = 0;
  double equity = 0;
};

std::int64_t day_of(std::int64_t close_ns) {
  return core::floor_divide(close_ns - 1, core::kDay);
}

std::vector<DayEnd> day_ends(std::ifstream& file) {
  std::vector<DayEnd> ends;
  std::string line;
  std::getline(file, line);
  const CsvHeader header(line);
  while (std::getline(file, line)) {
    const auto time = core::parse_utc(std::string(header.cell(line, "time")));
    if (!time) {
      return {};
    }
    const DayEnd end{*time, std::strtod(std::string(header.cell(line, "equity")).c_str(), nullptr)};
    if (!ends.empty() && day_of(ends.back().time_ns) == day_of(end.time_ns)) {
      ends.back() = end;
    } else {
      ends.push_back(end);
    }
  }
  return ends;
}

}  // namespace

RowReturns daily_returns(const std::filesystem::path& equity_csv, double start_equity) {
  std::ifstream file(equity_csv, std::ios::binary);
  RowReturns returns;
  std::vector<std::int64_t> ends;
  double before = start_equity;
  for (const DayEnd& end : day_ends(file)) {
    if (!(before > 0) || !(end.equity > 0)) {
      return {};
    }
    returns.values.push_back(end.equity / before - 1);
    ends.push_back(end.time_ns);
    before = end.equity;
  }
  returns.session_ends = std::make_shared<const std::vector<std::int64_t>>(std::move(ends));
  return returns;
}

}  // namespace barometer::study
