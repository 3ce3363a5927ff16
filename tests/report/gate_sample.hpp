// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "analysis/gate_result.hpp"

namespace barometer::test {

inline analysis::GateTwin gate_twin(analysis::TwinKind kind, const char* condition) {
  return {.kind = kind,
          .condition = condition,
          .acted = 39,
          .with = {.sharpe = 0.92, .total_return = 0.9, .fills = 100, .end_equity = 190'000},
          .without = {.sharpe = 1.03, .total_return = 1.2, .fills = 120, .end_equity = 220'000},
          .returns = analysis::ReturnDifference{.sessions = 1881,
                                                .differ = 500,
                                                .block_sessions = 5,
                                                .blocks = 120,
                                                .mean = -0.7e-4,
                                                .low = -1.18e-4,
                                                .high = -0.22e-4,
                                                .largest = 0.1},
          .sharpe = stats::SharpeDifference{.difference = -0.11,
                                            .standard_error = 0.06,
                                            .low = -0.23,
                                            .high = 0.01,
                                            .p = 0.07,
                                            .block = 3},
          .kept_out = {212, 3120},
          .scaled = {236, -500},
          .flattened = {0, 0}};
}

// A gate of two conditions with everything measured.
inline analysis::GateResult gate_sample() {
  using analysis::TwinKind;
  analysis::GateResult result{.name = "a_run", .periods_per_year = 365, .sessions = 1881};
  result.twins = {gate_twin(TwinKind::one_condition, "volatility = extreme -> flatten"),
                  gate_twin(TwinKind::one_condition, "volatility_percentile > 90 -> scale 0.5"),
                  gate_twin(TwinKind::all_conditions, "")};
  result.placebo = {.strategy_moves = true,
                    .admissible = 42'766,
                    .distance = 110,
                    .most_draws = 500,
                    .draws = 240,
                    .statistic = 1.5,
                    .p = 0.083,
                    .p_harm = 0.9,
                    .drawn = {-1, 0, 0.5, 2},
                    .too_short = {{"SHORT", "daily", 60, 108}}};
  result.robustness = {.objective = 0.2, .median = 0.15, .points = 12, .worse_sign = 1};
  result.robustness.rows = {
      {.key = "regime.params.volatility.high_in",
       .in_force = 1.6,
       .points = {{1.12, std::nullopt, "high_out must be below"}, {1.6, 0.2, ""}, {2.08, 0.1, ""}},
       .median = 0.1}};
  return result;
}

}  // namespace barometer::test
