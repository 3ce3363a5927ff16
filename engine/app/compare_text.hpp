// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/style.hpp"
#include "study/compare.hpp"

namespace barometer::app {

// On one screen of 80 columns: what differs between two runs.
std::string render_comparison(const study::ComparedRun& a, const study::ComparedRun& b,
                              const study::RunComparison& comparison, const report::Style& style);

// All of it; docs/cli.md explains the keys.
nlohmann::ordered_json comparison_json(const study::ComparedRun& a, const study::ComparedRun& b,
                                       const study::RunComparison& comparison);

}  // namespace barometer::app
