// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/style.hpp"

namespace barometer::analysis {
struct GateResult;
}  // namespace barometer::analysis

namespace barometer::report {

// What `barometer gate` prints: a table and a sentence each for twins, placebo and thresholds, and
// what follows. Lines fit 80 columns.
std::string render_gate(const analysis::GateResult& result, const Style& style);

// The sentence that decides, by the last twin alone.
std::string gate_verdict(const analysis::GateResult& result);

}  // namespace barometer::report
