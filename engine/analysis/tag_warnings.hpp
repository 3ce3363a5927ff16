// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "analysis/observation.hpp"
#include "analysis/run_record.hpp"
#include "analysis/warning.hpp"

namespace barometer::analysis {

// Dimensions that strategy, conditions or costs read and that were unknown on most live bars.
void check_unknown_tags(const RunRecord& record, std::vector<Warning>& warnings);

// Symbols of which such a dimension is never known for want of bars: by what the record says of its
// needs. What has enough of them and is unknown all the same is no warm-up's matter.
void observe_unknown_tags(const RunRecord& record, std::vector<Observation>& all);

// Taggers whose `preset` is named after another kind of venue or another bar size. A parameter of
// that name has the words crypto, equity_daily, equity_intraday, fx and futures; others are not
// judged.
void check_presets(std::span<const PluginRecord> plugins, const data::MarketData& market,
                   std::vector<Warning>& warnings);

}  // namespace barometer::analysis
