// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/warning.hpp"

namespace barometer::config {
struct DataConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// What the config makes of the prices.
void check_prices(const config::DataConfig& data, std::vector<Warning>& warnings);

// What a reader of the bars must know whatever is run on them: rows that were skipped, bars outside
// extended hours, symbols left out, jumps that look like splits or like another company, bars that
// the calendar has and the data have not, a bar size that is not theirs.
void check_data(const data::MarketData& market, std::vector<Warning>& warnings);

}  // namespace barometer::analysis
