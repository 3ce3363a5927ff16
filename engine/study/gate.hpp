// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/control.hpp>
#include <barometer/backtest/api/market.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <cstdint>

#include "analysis/gate_result.hpp"

namespace barometer::study {

struct GateOptions {
  std::int64_t placebos = 500;  // at the most; 0: none
  std::uint64_t seed = 1;
  bool thresholds = true;  // whether the taggers' thresholds are tried
};

// Does knowing the regime help? Twins decide, moved tags are a second witness, other thresholds
// show whether the answer is one of a lucky value. docs/gate.md says what each means.
//
// The same bits for any number of threads. When `control.stop` is set, what was finished is
// returned, said to be stopped; before the twins are done it throws Error{interrupted}. Throws as
// GateRuns.
analysis::GateResult run_gate(const backtest::Plan& plan, const backtest::Market& market,
                              const GateOptions& options, const backtest::Control& control = {});

}  // namespace barometer::study
