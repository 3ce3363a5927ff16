// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/class_score.hpp"
#include "app/pipeline.hpp"
#include "data/bars.hpp"
#include "regime/tag_table.hpp"

namespace barometer::app {

// Scores one category dimension of every symbol against the market's truth; without a name the
// first one called `volatility`, or else the first category. Throws Error{bad_input} where there is
// no truth, no such dimension or no way to match the two.
analysis::ScoredTags score_tags(const config::RunConfig& config, const data::MarketData& market,
                                const regime::TagTable& tags, const std::string& dimension);

}  // namespace barometer::app
