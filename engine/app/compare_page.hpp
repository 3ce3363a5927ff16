// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/csv_writer.hpp"
#include "study/compare.hpp"

namespace barometer::app {

// What marks the page (page::PageFrame::kind).
inline constexpr const char* kComparePage = "comparison of two runs";

// Two runs beside each other as one HTML document (docs/page.md): everything of comparison_json,
// and pictures of both equities and of their difference. Its only script changes the theme.
void write_comparison_page(const study::ComparedRun& a, const study::ComparedRun& b,
                           const study::RunComparison& comparison, const report::Sink& sink);

}  // namespace barometer::app
