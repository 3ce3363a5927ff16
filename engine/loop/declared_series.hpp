// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <string>
#include <vector>

#include "core/strategy_output.hpp"

namespace barometer::loop {

// The series that a strategy declared in create, copied; what is wrong with them is appended to
// `faults`, and then the result is of no use.
std::vector<core::DeclaredSeries> declared_series(const bm_declaration& declared,
                                                  std::vector<std::string>& faults);

}  // namespace barometer::loop
