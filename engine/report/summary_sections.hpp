// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/run_analysis.hpp"
#include "report/style.hpp"

// The parts of the summary, in the order in which it shows them. Each is whole lines, or nothing
// where there is nothing to say.

namespace barometer::report::summary {

inline constexpr std::size_t kWidth = 100;
inline constexpr std::size_t kIndent = 2;

std::string overview(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                     const Style& style);
std::string result(const analysis::RunAnalysis& analysis, const Style& style);
std::string trading(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style);
// `latency` has an entry per table of the attribution, or none where the run was not metered.
std::string regimes(const analysis::Attribution& attribution,
                    const std::vector<analysis::LatencyByTag>& latency, const Style& style);
std::string regime_figures(const std::vector<analysis::DimensionFigures>& regimes,
                           const Style& style);
std::string latency(const latency::LatencyReport& latency, const analysis::SlowBars& slow,
                    const Style& style);
std::string slowest(const analysis::SlowBars& slow, const Style& style);
std::string warnings(const std::vector<analysis::Warning>& warnings, const Style& style);

// "\nTitle\n"
std::string heading(const std::string& title, const Style& style);

// `text` broken at blanks to lines of at most kWidth columns; lines after the first are indented
// by `indent`, and the first is expected to stand at that column already.
std::string wrapped(const std::string& text, std::size_t indent);

}  // namespace barometer::report::summary
