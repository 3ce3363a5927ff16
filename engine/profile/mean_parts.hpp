// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "profile/comparison.hpp"
#include "profile/timings.hpp"

// What a cold start does to a mean:  mean = steady + (cold - steady) / n.

namespace barometer {

// A mean over `calls` calls, taken apart.
struct MeanParts {
  double mean = 0;         // as measured
  double steady = 0;       // median of the steady times
  double cold = 0;         // the first call (block)
  double excess = 0;       // what all calls before the steady state took beyond steady ones
  std::size_t calls = 0;   // in a process
  std::size_t warmup = 0;  // calls before the steady state

  // steady + excess / calls: what the cold start makes of the steady figure.
  double explained() const;
};

// Of the process whose mean is the middle one among those with a steady state; nothing where none
// has one.
std::optional<MeanParts> mean_parts(const Replicates& side, const SteadySide& found);

// How many calls, the first of them `cold` and the rest `steady`, have this mean:
// (cold - steady) / (mean - steady). Nothing where no number has: unless steady < mean <= cold.
std::optional<double> calls_that_explain(double mean, double steady, double cold);

// The mean of `calls` such calls.
double mean_with_cold_start(double steady, double cold, double calls);

}  // namespace barometer
