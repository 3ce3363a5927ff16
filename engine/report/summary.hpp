// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "analysis/run_analysis.hpp"
#include "report/style.hpp"

namespace barometer::report {

// The whole summary, as wide as the style says and its sentences no wider than 100 columns, UTF-8,
// one line feed at the end. `folder` is where the run was written; empty where it was not.
std::string render_summary(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                           const Style& style, const std::filesystem::path& folder);

}  // namespace barometer::report
