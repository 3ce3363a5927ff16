// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stats/equal_bins.hpp"

// What pictures of a study are drawn from.

namespace barometer::analysis {

// One axis of a map.
struct MapAxis {
  std::size_t axis = 0;                  // place among StudyEvidence::axes
  std::vector<std::string> values = {};  // on which trials have places; empty: they have numbers
  std::size_t all = 0;                   // values of the axis; `values` leaves some of more out
  bool logarithmic = false;              // draws were even in the logarithm
  // Share of the squares of the objectives around their mean that the means by value explain; of
  // draws by fifths of the trials.
  double effect = 0;
};

// A trial on a map.
struct MapTrial {
  std::uint64_t number = 0;
  double x = 0;  // of the first axis: a place among its values, or a number
  double y = 0;  // of the second
  std::optional<double> objective = {};
  bool neighbour = false;  // of the best trial in the grid, which its plateau is the median of
};

// The objective over the two axes of the largest effect, in the order of the study; over one where
// no other has two values.
struct StudyMap {
  bool grid = true;  // else trials are draws, and other axes differ as well
  std::vector<MapAxis> axes = {};
  // Other axes of a grid, at the best trial's values.
  std::vector<std::pair<std::size_t, std::string>> held = {};
  std::vector<MapTrial> trials = {};  // by number
  std::int64_t all =
      0;  // trials that could be on it; of more than `trials` the others are left out
};

// How figures of all trials are spread.
struct StudySpread {
  stats::EqualBins sharpe = {};     // a year's; no bins: no trial has one
  stats::EqualBins objective = {};  // no bins where it is the Sharpe ratio
};

}  // namespace barometer::analysis
