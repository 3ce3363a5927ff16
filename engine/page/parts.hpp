// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "analysis/run_analysis.hpp"
#include "page/known_runs.hpp"
#include "page/page_source.hpp"
#include "page/row_series.hpp"
#include "page/run_maker.hpp"

// The parts of the page as HTML without their headings; kParts in page.cpp has their order.

namespace barometer::page {

// Borrowed.
struct PartInput {
  const analysis::RunRecord& record;
  const analysis::RunAnalysis& analysis;
  const std::optional<KnownRuns>& known;
  const ShownRows& rows;
  const RunMaker& origin;
  const PageSource& source;
};

std::string verdict_part(const PartInput& input);
std::string comparison_part(const PartInput& input);
std::string equity_part(const PartInput& input);
std::string regimes_part(const PartInput& input);
std::string price_part(const PartInput& input);
std::string returns_part(const PartInput& input);
std::string trades_part(const PartInput& input);
std::string latency_part(const PartInput& input);
std::string origin_part(const PartInput& input);

// Equity over the run as a picture that needs no script.
std::string equity_picture(const analysis::RunRecord& record);

// ", USD"; nothing where the account's currency has no name.
std::string money_unit(const analysis::RunRecord& record);

}  // namespace barometer::page
