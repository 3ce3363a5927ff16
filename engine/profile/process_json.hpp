// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "profile/process_report.hpp"

// The parts of a profile as JSON: between processes, in baselines, in reports. Keys may be added
// within a version and are ignored by those who do not know them; a key that changes or goes away
// makes a new version.

namespace barometer::profile {

// The version of the text that a measuring process writes. docs/latency.md describes how two
// programs of different age agree on one.
inline constexpr int kProtocol = 1;

// nlohmann finds these by name. Reading throws nlohmann::json::exception where a key is missing or
// of another type, and Error{bad_input} where a time is not a positive number.
void to_json(nlohmann::ordered_json& json, const ProcessTimes& times);
void from_json(const nlohmann::ordered_json& json, ProcessTimes& times);
void to_json(nlohmann::ordered_json& json, const Executed& executed);
void from_json(const nlohmann::ordered_json& json, Executed& executed);
void to_json(nlohmann::ordered_json& json, const MeasurementFacts& facts);
void from_json(const nlohmann::ordered_json& json, MeasurementFacts& facts);

std::string to_text(const ProcessReport& report);

// Throws Error{bad_input} naming `who` when the text is no report of this protocol.
ProcessReport process_report(std::string_view text, const std::string& who);

}  // namespace barometer::profile
