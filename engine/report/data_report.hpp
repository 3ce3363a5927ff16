// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::report {

// One line per symbol with what was counted while loading it, then the rows that were skipped.
std::string render_data_report(const data::MarketData& market);

}  // namespace barometer::report
