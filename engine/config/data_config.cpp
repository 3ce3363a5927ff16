// SPDX-License-Identifier: Apache-2.0
#include "config/data_config.hpp"

#include <utility>

#include "core/bar_size.hpp"

namespace barometer::config {

namespace {

void use_columns(const SideColumns& columns, CsvConfig& csv) {
  csv.open = columns.open;
  csv.high = columns.high;
  csv.low = columns.low;
  csv.close = columns.close;
}

void forget_quotes(CsvConfig& csv) {
  csv.ask_path.reset();
  csv.bid_columns.reset();
  csv.ask_columns.reset();
}

}  // namespace

bool is_coarser(core::Duration on, core::Duration bar) {
  const bool whole_days =
      on == core::kDay || (bar <= core::kDay && (on == core::kWeek || on == core::kMonth));
  const bool part_of_day = on > 0 && on < core::kDay && core::kDay % on == 0 && on % bar == 0;
  return on > bar && (whole_days || part_of_day);
}

CsvConfig bid_side(CsvConfig csv) {
  if (csv.bid_columns) {
    use_columns(*csv.bid_columns, csv);
  }
  forget_quotes(csv);
  return csv;
}

CsvConfig ask_side(CsvConfig csv) {
  if (csv.ask_columns) {
    use_columns(*csv.ask_columns, csv);
  }
  if (csv.ask_path) {
    csv.path = std::move(*csv.ask_path);
    csv.path_at = csv.ask_path_at;
  }
  csv.volume.reset();
  csv.truth.reset();
  csv.labels.reset();
  forget_quotes(csv);
  return csv;
}

}  // namespace barometer::config
