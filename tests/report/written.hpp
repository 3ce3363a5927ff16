// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "config/run_config.hpp"
#include "report/csv_writer.hpp"
#include "report/run_tables.hpp"

namespace barometer::test {

// All that `write` hands to the sink it is given.
template <class Write>
std::string written(Write write) {
  std::string text;
  write([&](std::string_view piece) { text += piece; });
  return text;
}

// A table of a run as its CSV file.
inline std::string written_table(std::string_view name, const analysis::RunRecord& record) {
  const std::span<const report::RunTable> tables = report::run_tables();
  const auto table = std::ranges::find(tables, name, &report::RunTable::name);
  return written([&](const report::Sink& sink) {
    report::CsvWriter csv(sink, record.config.output.decimals);
    table->write(record, analysis::analyse(record), csv);
    csv.finish();
  });
}

}  // namespace barometer::test
