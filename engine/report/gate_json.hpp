// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

namespace barometer::analysis {
struct GateResult;
}  // namespace barometer::analysis

namespace barometer::report {

// Changes when a key changes its meaning or goes; a new key does not change it.
inline constexpr int kGateFormat = 1;

// All of it: docs/gate.md says the keys.
nlohmann::ordered_json gate_json(const analysis::GateResult& result);

}  // namespace barometer::report
