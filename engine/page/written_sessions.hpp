// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/session_samples.hpp"
#include "page/written_run.hpp"

namespace barometer::page {

// The samples of session_samples.hpp from the rows of equity.csv: where it has every step, session
// ends are found by the calendar of the run's venue. Nothing where that venue's file is gone or
// another one, where they are not as many as run.json says, such as for another version of the time
// zones, or where symbols trade at several venues and run.json has another volatility.
std::optional<std::vector<analysis::Sample>> written_sessions(
    const WrittenRun& written, std::span<const portfolio::EquityPoint> equity);

}  // namespace barometer::page
