// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/observation.hpp"

namespace barometer::data {
struct MarketData;
struct SymbolData;
}  // namespace barometer::data

namespace barometer::analysis {

// What the data say about themselves, kind by kind in the order of kObservationKinds, and of each
// by symbol. Tags are not looked at (analysis/tag_warnings.hpp). What is also warned of
// (analysis/data_warnings.hpp) is found by the same rules.
std::vector<Observation> observe(const data::MarketData& market);

// Adds what was seen of a symbol, with its worst places alone; nothing where there is none.
void add_worst(Observation observation, std::vector<Observation>& all);

// Whether at least a tenth of the steps from bar to bar are one bar, or they are too few to say.
// Bars are those of the file: a window of a market has fewer.
bool supports_bar_size(const data::SymbolData& symbol);

}  // namespace barometer::analysis
