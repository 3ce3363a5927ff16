// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "analysis/run_analysis.hpp"
#include "page/known_runs.hpp"
#include "page/page_source.hpp"
#include "page/run_maker.hpp"
#include "report/csv_writer.hpp"

namespace barometer::page {

inline constexpr const char* kPageFile = "report.html";

// What marks a page without bars (PageFrame::kind).
inline constexpr const char* kWithoutBars = "run without bars";

// A run as one HTML document: nine parts (docs/page.md), each of them text and tables, which need
// no script, and pictures that the page's own script draws from the data block inside the document.
// It refers to nothing outside itself, and its Content-Security-Policy forbids that anything else
// is loaded or executed. `known`: nothing where no store was asked. Owns nothing; the same bytes
// for the same run.
void write_page(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                const std::optional<KnownRuns>& known, const report::Sink& sink);

// The same of a run that another program, or another machine, may have made.
void write_page(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                const std::optional<KnownRuns>& known, const RunMaker& origin,
                const report::Sink& sink);

// The same of a run whose bars and tags may be gone: what `source` leaves out is not on the page,
// which says so, and what it would take of the record and the analysis is not looked at.
void write_page(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                const std::optional<KnownRuns>& known, const RunMaker& origin,
                const PageSource& source, const report::Sink& sink);

}  // namespace barometer::page
