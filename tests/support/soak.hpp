// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>

namespace barometer {

// How many random cases to try: `count`, times what the environment's BAROMETER_SOAK says.
inline std::uint64_t soak(std::uint64_t count) {
  const char* const times = std::getenv("BAROMETER_SOAK");
  const std::uint64_t factor = times == nullptr ? 1 : std::strtoull(times, nullptr, 10);
  return count * (factor == 0 ? 1 : factor);
}

}  // namespace barometer
