// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/run_analysis.hpp"
#include "report/folded.hpp"
#include "report/style.hpp"

// The sections of the summary without their headings. kSections in summary.cpp has their order and
// says when each is shown. All have one signature; a section is whole lines.

namespace barometer::report::summary {

inline constexpr std::size_t kIndent = 2;

std::string result(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                   const Style& style);
std::string trading(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style);
std::string regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style);
std::string regime_confidence(const analysis::RunRecord& record,
                              const analysis::RunAnalysis& analysis, const Style& style);
std::string latency(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style);
std::string warnings(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                     const Style& style);

// The table of the slowest bars within the section of latency; nothing where there are none.
std::string slowest(const analysis::SlowBars& slow, const Style& style);

}  // namespace barometer::report::summary
