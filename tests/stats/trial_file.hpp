// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "stats/sample_rows.hpp"

namespace barometer::test {

// Returns of trials as a CSV file has them: a header, a row per period, a column per trial.
struct TrialFile {
  std::vector<double> values;  // [trial][period]
  std::size_t periods = 0;

  stats::SampleRows rows() const { return {values, periods}; }
};

// Without trials where there is no such file.
TrialFile read_trials(const std::string& path);

// Of the trial in `column`, all others considered: N is their number, V the variance of their
// ratios.
double deflated_sharpe_of(const TrialFile& file, std::size_t column);

}  // namespace barometer::test
