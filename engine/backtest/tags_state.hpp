// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/tags.hpp>
#include <string>

#include "backtest/backtest.hpp"

namespace barometer::backtest {

// What Tags hold; commands that render more than the library shows read it.
struct Tags::State {
  SharedTags tags;
  std::string taggers;  // taggers_text() of the plans
  Market market;        // whose bars are tagged
  double seconds = 0;   // that the tagging took
};

// The plan's taggers with their files' hashes, parameters and timeframes as one text: equal texts
// mean equal tags on equal bars.
std::string taggers_text(const RunPlan& plan);

// Throws Error{bad_input} where the config has no tagger.
void require_taggers(const Plan& plan);

// Throws Error{bad_input} where `tags` are not those that a run of this plan on this market needs;
// `read` has an entry for each of its dimensions.
void require_tags(const Plan& plan, const Market& market, const Tags& tags,
                  const std::vector<std::uint8_t>& read);

}  // namespace barometer::backtest
