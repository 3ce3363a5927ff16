// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "analysis/run_analysis.hpp"

namespace barometer::page {

// The figures of an analysis from those keys of run.json that report::json makes of them (metrics,
// buy_and_hold, regimes, identity, bars, steps, first_time, last_time): made into JSON again they
// are the same to the digit. `sessions`: the samples that the account was measured on, for what
// run.json only says nothing about: which figure has too few returns, and how many it would take;
// empty where they are not known. Throws nlohmann::json::exception for JSON of another form.
void take_written_figures(const nlohmann::ordered_json& run,
                          std::span<const analysis::Sample> sessions,
                          analysis::RunAnalysis& analysis);

}  // namespace barometer::page
