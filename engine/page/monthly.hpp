// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "analysis/session_samples.hpp"

namespace barometer::page {

// Returns of the months of one year, UTC: equity at the month's last sample / that at the last
// sample before the month - 1; of the first month from the first sample on. Nothing where the run
// has no sample, or equity was not above 0 at its beginning.
struct YearOfMonths {
  int year = 0;
  std::array<std::optional<double>, 12> months = {};
  std::optional<double> whole = {};
};

// One entry per year with a sample behind the first. A sample at midnight belongs to the day that
// it ends.
std::vector<YearOfMonths> monthly_returns(std::span<const analysis::Sample> samples);

}  // namespace barometer::page
