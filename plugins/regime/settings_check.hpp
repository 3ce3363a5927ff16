// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "settings.hpp"

namespace barometer::regime_plugin {

// In the order of VolatilityRule.
inline constexpr std::array kRuleWords{"ratio", "absolute", "robust"};

// In the order of Estimator.
inline constexpr std::array kEstimatorWords{"close",           "parkinson",  "garman_klass",
                                            "rogers_satchell", "yang_zhang", "ewma"};

// Throws std::invalid_argument with all combinations of settings that make no sense. What depends
// on the bar size is checked only once that is known.
void check_settings(const Params& params, const Settings& settings, bool bar_size_known);

}  // namespace barometer::regime_plugin
