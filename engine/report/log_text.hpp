// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/run_record.hpp"
#include "report/csv_writer.hpp"

namespace barometer::report {

// The strategy's log for the terminal, a line a row: time, symbol where it belongs to one, text.
void write_log_text(const analysis::RunRecord& record, const Sink& sink);

}  // namespace barometer::report
