// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

#include <barometer/backtest/api/market.hpp>

namespace barometer::python {

// Keeps a market alive as long as an array over its memory.
inline nanobind::capsule owner_of(const backtest::Market& market) {
  return {new backtest::Market(market),
          [](void* pointer) noexcept { delete static_cast<backtest::Market*>(pointer); }};
}

}  // namespace barometer::python
