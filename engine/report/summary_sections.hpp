// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/analysis.hpp"
#include "report/style.hpp"

// The parts of the summary, in the order in which it shows them. Each is whole lines, or nothing
// where there is nothing to say.

namespace barometer::summary {

inline constexpr std::size_t kWidth = 100;
inline constexpr std::size_t kIndent = 2;

std::string overview(const RunRecord& record, const RunAnalysis& analysis, const Style& style);
std::string result(const RunAnalysis& analysis, const Style& style);
std::string trading(const RunRecord& record, const RunAnalysis& analysis, const Style& style);
// `latency` has an entry per table of the attribution, or none where the run was not metered.
std::string regimes(const Attribution& attribution, const std::vector<LatencyByTag>& latency,
                    const Style& style);
std::string regime_figures(const std::vector<DimensionFigures>& regimes, const Style& style);
std::string latency(const LatencyReport& latency, const SlowBars& slow, const Style& style);
std::string slowest(const SlowBars& slow, const Style& style);
std::string warnings(const std::vector<std::string>& warnings, const Style& style);

// "\nTitle\n"
std::string heading(const std::string& title, const Style& style);

// `text` broken at blanks to lines of at most kWidth columns; lines after the first are indented
// by `indent`, and the first is expected to stand at that column already.
std::string wrapped(const std::string& text, std::size_t indent);

}  // namespace barometer::summary
