// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "report/analysis.hpp"
#include "report/style.hpp"

namespace barometer {

// What a researcher reads first: at most 100 columns wide, UTF-8, one line feed at the end.
// `folder` is where the run was written; empty where it was not.
std::string render_summary(const RunRecord& record, const RunAnalysis& analysis, const Style& style,
                           const std::filesystem::path& folder);

}  // namespace barometer
