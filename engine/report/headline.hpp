// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/run_analysis.hpp"
#include "report/style.hpp"

namespace barometer::report {

// One screen: with the line that the command adds of the run store.
inline constexpr std::size_t kHeadlineLines = 24;

// What `run` prints of a run: what ran, its result beside buy and hold, trades and costs, where the
// money came from, the verdict of its budgets, at most three warnings, and where the rest is.
// kHeadlineLines - 1 lines of style.width columns at the most, as far as 80 columns allow; labels
// that find no room are summed up in one row. `folder` is where the run was written.
std::string render_headline(const analysis::RunRecord& record,
                            const analysis::RunAnalysis& analysis, const Style& style,
                            const std::filesystem::path& folder);

// The two dimensions in which the money came from: those that show that they matter at 5 % (Holm),
// the largest effect (RegimeTest::statistic) first; then volatility and trend, then the first ones.
// Indices of analysis.regimes, fewer than two where there are no more.
std::vector<std::size_t> headline_dimensions(const analysis::RunAnalysis& analysis);

}  // namespace barometer::report
