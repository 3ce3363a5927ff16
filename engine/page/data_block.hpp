// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/run_analysis.hpp"
#include "page/row_series.hpp"

namespace barometer::page {

// What the page's script draws from, one JSON object without any `<`. "run" has parts of run.json
// to the digit, under their own names; the other members are described where they are made:
// cells.hpp, market_series.hpp, row_series.hpp. "sessions" has the samples that every figure of
// return is measured on, of the account ("equity") and of buy and hold ("hold"); "course" the
// latency of consecutive steps, ns per bar.
std::string data_block(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                       const ShownRows& rows);

}  // namespace barometer::page
