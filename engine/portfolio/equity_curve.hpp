// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/timestamp.hpp"

namespace barometer::portfolio {

// The account at the close of one step, all in account currency.
struct EquityPoint {
  core::Timestamp time_ns = 0;
  double cash = 0;
  double equity = 0;  // cash + net
  double gross = 0;   // sum of |quantity| x last close x multiplier x rate
  double net = 0;     // sum of quantity x last close x multiplier x rate
};

}  // namespace barometer::portfolio
