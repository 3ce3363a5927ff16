// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/state.hpp>

#include <cstddef>
#include <vector>

namespace barometer_test {

template <class Indicator>
std::vector<std::byte> saved(Indicator& indicator) {
  barometer::StateSizer sizer;
  sizer(indicator);
  std::vector<std::byte> bytes(sizer.size());
  barometer::StateWriter writer(bytes);
  writer(indicator);
  return bytes;
}

}  // namespace barometer_test
