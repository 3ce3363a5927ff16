// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "data/bars.hpp"

namespace barometer::report {

// One line per symbol with what loading saw, then the rows that were skipped; for people.
std::string render_data_report(const data::MarketData& market);

}  // namespace barometer::report
