// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/analysis.hpp"

namespace barometer {

inline constexpr int kRunSchemaVersion = 1;

// run.json as docs/run.schema.json describes it. What is undefined or not finite is null.
nlohmann::ordered_json run_json(const RunRecord& record, const RunAnalysis& analysis);

// Two blanks of indent, one line feed at the end; bytes that are not UTF-8 become U+FFFD.
std::string to_text(const nlohmann::ordered_json& json);

}  // namespace barometer
