// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

// The two clocks a meter can be built on. Each is an empty type whose now() is inlined into the
// step loop; calibration.hpp says which one a machine can trust and what a tick is worth.

namespace barometer::latency {

// A clock's own unit, from an arbitrary origin; only differences mean anything.
using Ticks = std::int64_t;

// Nanoseconds of std::chrono::steady_clock.
struct SteadyClock {
  Ticks now() const noexcept {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
};

#if defined(__x86_64__)
inline constexpr bool kHasTsc = true;

// Ticks of the processor's time-stamp counter.
struct TscClock {
  // No fence: a read that drifts by a few instructions gives one stage what it takes from its
  // neighbour, while a fence would stall the very pipeline that is being measured.
  Ticks now() const noexcept { return static_cast<Ticks>(__rdtsc()); }
};
#else
inline constexpr bool kHasTsc = false;
using TscClock = SteadyClock;
#endif

}  // namespace barometer::latency
