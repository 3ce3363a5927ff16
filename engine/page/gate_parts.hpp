// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/gate_result.hpp"

// The parts of a gate's page as HTML without their headings; gate_page.cpp has their order.

namespace barometer::page {

std::string gate_verdict_part(const analysis::GateResult& result);
std::string gate_twins_part(const analysis::GateResult& result);
std::string gate_blocked_part(const analysis::GateResult& result);
std::string gate_placebo_part(const analysis::GateResult& result);
std::string gate_thresholds_part(const analysis::GateResult& result);

}  // namespace barometer::page
