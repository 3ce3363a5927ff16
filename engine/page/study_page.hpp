// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "analysis/study_verdict.hpp"
#include "page/origin_tables.hpp"
#include "report/csv_writer.hpp"

namespace barometer::page {

// What a study's page is made of. Borrowed.
struct StudyPageInput {
  const analysis::StudyEvidence& evidence;
  const analysis::StudyVerdict& verdict;
  std::span<const analysis::StudyTrial> trials;  // as in its JSON, the best first
  PageOrigin origin;
};

// A study as one HTML document (docs/study.md): its verdict, the objective over the grid, the
// spread of its trials, overfitting, what came after, its trials. Every figure is that of the
// study's JSON, whose key the cell names. No script but that of every page; nothing is loaded. The
// same bytes for the same study.
void write_study_page(const StudyPageInput& input, const report::Sink& sink);

}  // namespace barometer::page
