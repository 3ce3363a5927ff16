// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/workers.hpp"

namespace barometer::analysis {

struct RegimeInput;

// What the dimensions of a run have in common.
struct RegimeValues {
  std::vector<std::vector<double>> x;            // [symbol][live bar]
  std::vector<std::vector<std::uint32_t>> step;  // of each, counted from the first live one
  std::vector<std::size_t> first_bar;            // per symbol: its first live bar
  std::vector<std::vector<std::int64_t>>
      entries;                   // [symbol]: bars in which round trips were entered
  std::vector<double> before;    // per step: account equity at the step before it
  std::vector<double> per_step;  // sum of x
  std::vector<double> bars;      // per step
  bool solvent = true;           // equity is positive before every step
};

RegimeValues regime_values(const RegimeInput& input, core::Workers& workers);

}  // namespace barometer::analysis
