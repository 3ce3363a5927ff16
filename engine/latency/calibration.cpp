// SPDX-License-Identifier: Apache-2.0
#include "latency/calibration.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <limits>
#include <thread>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace barometer::latency {

namespace {

// Reading both clocks is uncertain by some 20 ns: over so long five calibrations differ by 5 ppm at
// most, and their median moves by 1.4, on a machine of two cores with ten processes at work.
constexpr auto kCalibrationTime = std::chrono::milliseconds{4};
constexpr double kAgreement = 100e-6;

bool tsc_is_invariant() {
#if defined(__x86_64__)
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  constexpr unsigned kPowerManagement = 0x8000'0007;
  constexpr unsigned kInvariantTsc = 1U << 8;
  return __get_cpuid(kPowerManagement, &eax, &ebx, &ecx, &edx) != 0 && (edx & kInvariantTsc) != 0;
#else
  return false;
#endif
}

std::string kernel_clock_source() {
  std::ifstream file("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  std::string name;
  file >> name;
  return name;
}

bool tsc_is_offered(const TscEvidence& evidence) {
  return kHasTsc && evidence.invariant && evidence.kernel_source == "tsc";
}

// The same instant on both clocks.
struct Instant {
  Ticks steady;
  Ticks tsc;
};

// The narrowest of a few tries, so that an interruption between the reads does not count.
Instant read_both() {
  Instant best{};
  Ticks narrowest = std::numeric_limits<Ticks>::max();
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Ticks before = TscClock{}.now();
    const Ticks steady = SteadyClock{}.now();
    const Ticks width = TscClock{}.now() - before;
    if (width < narrowest) {
      narrowest = width;
      best = {steady, before + width / 2};
    }
  }
  return best;
}

void calibrate(TscEvidence& evidence) {
  Instant start = read_both();
  for (double& ns_per_tick : evidence.ns_per_tick) {
    std::this_thread::sleep_for(kCalibrationTime);
    const Instant end = read_both();
    ns_per_tick =
        static_cast<double>(end.steady - start.steady) / static_cast<double>(end.tsc - start.tsc);
    start = end;
  }
}

double median_calibration(std::array<double, kCalibrations> ns_per_tick) {
  std::sort(ns_per_tick.begin(), ns_per_tick.end());
  return ns_per_tick[kCalibrations / 2];
}

template <class Clock>
void measure_reads(ClockFacts& facts) {
  constexpr std::size_t kBatches = 101;
  std::array<Ticks, 65> reads{};
  std::array<double, kBatches> costs{};
  Ticks shortest = std::numeric_limits<Ticks>::max();
  for (double& cost : costs) {
    std::generate(reads.begin(), reads.end(), [] { return Clock{}.now(); });
    for (std::size_t i = 1; i < reads.size(); ++i) {
      const Ticks gap = reads[i] - reads[i - 1];
      shortest = gap > 0 ? std::min(shortest, gap) : shortest;
    }
    cost = static_cast<double>(reads.back() - reads.front()) / (reads.size() - 1);
  }
  std::nth_element(costs.begin(), costs.begin() + kBatches / 2, costs.end());
  facts.read_cost_ns = costs[kBatches / 2] * facts.ns_per_tick;
  facts.resolution_ns = static_cast<double>(shortest) * facts.ns_per_tick;
}

ClockFacts measure_clock() {
  TscEvidence evidence{tsc_is_invariant(), kernel_clock_source(), {}};
  if (tsc_is_offered(evidence)) {
    calibrate(evidence);
  }
  ClockFacts facts;
  if (tsc_is_trustworthy(evidence)) {
    facts = {.kind = ClockKind::tsc, .ns_per_tick = median_calibration(evidence.ns_per_tick)};
    measure_reads<TscClock>(facts);
  } else {
    measure_reads<SteadyClock>(facts);
  }
  return facts;
}

}  // namespace

std::string_view to_string(ClockKind kind) {
  return kind == ClockKind::tsc ? "tsc" : "steady_clock";
}

bool tsc_is_trustworthy(const TscEvidence& evidence) {
  const auto [lowest, highest] =
      std::minmax_element(evidence.ns_per_tick.begin(), evidence.ns_per_tick.end());
  return tsc_is_offered(evidence) && *lowest > 0 && *highest - *lowest <= kAgreement * *lowest;
}

std::future<ClockFacts> calibrate_clock() {
  return std::async(std::launch::async, measure_clock);
}

}  // namespace barometer::latency
