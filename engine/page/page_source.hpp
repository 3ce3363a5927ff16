// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/run_analysis.hpp"
#include "analysis/session_samples.hpp"

namespace barometer::page {

// What a page that is made of a run folder's files alone has to leave out.
struct LeftOutParts {
  bool bars = false;      // prices, lanes, the course of buy and hold, tags of trades
  bool steps = false;     // pictures over time: the equity of each step is not known
  bool sessions = false;  // months, rolling years, distribution: session ends are not known
  std::string says = {};  // to the reader, as sentences: what and why; empty: nothing is left out
};

// What parts show of a run besides its record and its analysis, made once for all of them.
struct PageSource {
  nlohmann::ordered_json json;             // run.json, or those of its keys that page_json() has
  std::vector<analysis::Sample> sessions;  // session_samples(); empty where not known
  std::vector<analysis::Sample> hold;      // buy_and_hold() at their times; empty where not known
  LeftOutParts left_out = {};
};

// The keys of run.json that a page shows.
nlohmann::ordered_json page_json(const analysis::RunRecord& record,
                                 const analysis::RunAnalysis& analysis);

// Of a run that was just made: nothing is left out.
PageSource page_source(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis);

}  // namespace barometer::page
