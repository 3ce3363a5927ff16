// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/strategy.hpp>

namespace barometer {

// The parameter `weight` of strategies that give every symbol the same share of equity: a fraction
// from `minimum` to 10, 1 / number of symbols where the YAML is silent. `help` says what is
// weighed.
constexpr bm_param_spec weight_param(double minimum, const char* help) {
  return fraction_param({.name = "weight",
                         .minimum = minimum,
                         .maximum = 10,
                         .unit = "fraction of equity per symbol",
                         .optional = true,
                         .help = help});
}

// Its value. REQUIRES: the strategy declares weight_param() and the universe has symbols.
inline double weight_of(const Setup& setup) {
  return setup.params().optional_fraction("weight").value_or(1.0 / setup.symbol_count());
}

}  // namespace barometer
