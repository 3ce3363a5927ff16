// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "data/forward.hpp"

namespace barometer::report {

// One line per symbol with what was counted while loading it, then the rows that were skipped.
std::string render_data_report(const data::MarketData& market);

}  // namespace barometer::report
