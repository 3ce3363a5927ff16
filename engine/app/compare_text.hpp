// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "report/style.hpp"
#include "study/compare.hpp"

namespace barometer::app {

// A metric of run.json as people read it, by its unit; one that this program does not know with two
// decimals.
std::string metric_words(const std::string& key, const std::optional<double>& value);

// "-0.31, 95 % -1.20 to 0.58, p 0.412": a year's where `per_year`, the sessions a year, is not 0.
std::string difference_words(const stats::SharpeDifference& difference, double per_year);

// Which run had the higher Sharpe ratio, or that chance may have made the difference. REQUIRES: the
// comparison has a difference.
std::string verdict_of(const study::RunComparison& comparison);

// On one screen of 80 columns: what differs between two runs.
std::string render_comparison(const study::ComparedRun& a, const study::ComparedRun& b,
                              const study::RunComparison& comparison, const report::Style& style);

// All of it; docs/cli.md explains the keys.
nlohmann::ordered_json comparison_json(const study::ComparedRun& a, const study::ComparedRun& b,
                                       const study::RunComparison& comparison);

}  // namespace barometer::app
