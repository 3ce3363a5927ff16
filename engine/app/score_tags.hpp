// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "data/market_data.hpp"
#include "stats/class_score.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::app {

// Scores one category dimension of every symbol against the market's truth; where
// `dimension` is empty, the one called `volatility`, or else the first category. Throws
// Error{bad_input} where there is no truth, no such dimension or no way to match the two.
stats::ScoredTags score_tags(const config::RunConfig& config, const data::MarketData& market,
                             const regime::TagView& tags, const std::string& dimension);

}  // namespace barometer::app
