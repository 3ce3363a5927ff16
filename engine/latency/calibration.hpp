// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <future>
#include <string>
#include <string_view>

#include "latency/clock.hpp"

// Which clock this machine can be metered with, and what its ticks are worth.

namespace barometer::latency {

enum class ClockKind { steady_clock, tsc };

std::string_view to_string(ClockKind kind);

struct ClockFacts {
  ClockKind kind = ClockKind::steady_clock;
  double ns_per_tick = 1.0;
  double read_cost_ns = 0;   // median of batches of back-to-back reads
  double resolution_ns = 0;  // shortest time seen between two reads that differ
};

inline constexpr int kCalibrations = 5;

// The facts that decide whether the time-stamp counter is trusted.
struct TscEvidence {
  bool invariant = false;     // CPUID 8000'0007h EDX bit 8: constant rate in every power state
  std::string kernel_source;  // /sys/devices/system/clocksource/clocksource0/current_clocksource
  std::array<double, kCalibrations> ns_per_tick{};  // against steady_clock, over 4 ms each
};

// The counter is trusted when it is invariant, the kernel itself keeps time by it, and the
// calibrations agree within 100 ppm.
bool tsc_is_trustworthy(const TscEvidence& evidence);

// Starts in the background (the calibrations sleep for 20 ms in all) so that data can be loaded
// meanwhile; get() waits for the end. Only for runs that are metered.
std::future<ClockFacts> calibrate_clock();

}  // namespace barometer::latency
