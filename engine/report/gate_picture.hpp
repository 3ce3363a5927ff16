// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::analysis {
struct GateResult;
}  // namespace barometer::analysis

namespace barometer::report {

// An SVG of three panels: the twins' differences of the Sharpe ratio with their intervals, the
// statistics of the moved tags with the run's own among them, the objective over each threshold. A
// panel without figures says so.
std::string draw_gate(const analysis::GateResult& result);

}  // namespace barometer::report
