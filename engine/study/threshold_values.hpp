// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/param_values.hpp"

namespace barometer::study {

// A parameter of a tagger that may be a threshold, and the values that it is tried with.
struct ThresholdParam {
  std::string name;  // as the declared table has it: "volatility.high_in"
  double in_force = 0;
  std::vector<double> values;  // ascending, with the one in force; at least two
  bool whole = false;          // whole numbers
};

// Of each parameter that is one number, is set and has a scale (it is not 0): seven values from
// .7 to 1.3 times the one in force, of a whole number those from half to twice it, at least its
// neighbours up to 2 away; within the declared bounds. Durations, lists, words and what the plug-in
// chooses itself are left out.
std::vector<ThresholdParam> threshold_params(const bm_params& params);

// As a YAML would write it.
std::string value_text(const ThresholdParam& param, double value);

}  // namespace barometer::study
