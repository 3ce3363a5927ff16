// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "analysis/run_analysis.hpp"
#include "report/style.hpp"

namespace barometer::report::headline {

// Where the money came from in the two dimensions of headline_dimensions(), in at most `room`
// lines: their verdicts, and of each the labels that made most of the money or lost it; the others
// in one row. One dimension where there is no room for two, and nothing where there is none.
std::string regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style, std::size_t room);

}  // namespace barometer::report::headline
