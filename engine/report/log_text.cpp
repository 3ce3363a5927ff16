// SPDX-License-Identifier: Apache-2.0
#include "report/log_text.hpp"

#include <string>

#include "core/safe_text.hpp"
#include "core/utf8.hpp"
#include "data/market_data.hpp"

namespace barometer::report {

void write_log_text(const analysis::RunRecord& record, const Sink& sink) {
  for (const core::LogRow& row : record.logs.log) {
    std::string line = core::format_utc(row.time_ns) + "  ";
    if (row.text.symbol < record.market.symbols.size()) {
      line += core::printable(record.market.symbols[row.text.symbol].name) + "  ";
    }
    sink(line + core::printable(core::valid_utf8({row.text.text, row.text.length})) + "\n");
  }
}

}  // namespace barometer::report
