// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "study/threshold_values.hpp"

namespace barometer::backtest {
class Plan;
}  // namespace barometer::backtest

namespace barometer::study {

// A parameter of one of a plan's taggers that other values are tried of.
struct TriedParam {
  std::size_t tagger = 0;
  std::string key;  // as --set names it: "regime.params.volatility.high_in"
  ThresholdParam param;
};

// Those that study.gate.thresholds of the config names, with its values and the one in force; where
// it names none, all that threshold_params() has of each tagger. Throws one Error{bad_input} with
// every key that names no such parameter and every value that is no number, with file:line:column
// and the nearest key.
std::vector<TriedParam> tried_params(const backtest::Plan& plan);

}  // namespace barometer::study
