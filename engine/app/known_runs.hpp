// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/result.hpp>
#include <optional>

#include "page/known_runs.hpp"

namespace barometer::app {

// How many distinct runs of its strategy on these data the run store in its config's output.dir
// knows, this one among them, whether or not it is recorded. Of at least two, also the deflated
// Sharpe ratio of this run were it the best of them, by the spread of the ratios of all that are
// done on these very data. Nothing where there is no store, or one that cannot be read: whoever
// records the run warns of that.
std::optional<page::KnownRuns> known_runs(const backtest::Result& result);

}  // namespace barometer::app
