// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "profile/measurement_facts.hpp"

// What else happened on the machine while a process measured: the soft facts. None of it makes
// times incomparable; it explains noise.

namespace barometer::profile {

// Counters at one moment. Times since boot in clock ticks (USER_HZ), summed over all cores, and
// what this process has used and suffered so far.
struct MachineReading {
  std::int64_t ticks_all = 0;     // idle ones too
  std::int64_t ticks_idle = 0;    // waiting for a disk too
  std::int64_t ticks_stolen = 0;  // that the host gave to others
  double own_ticks = 0;           // processor time of this process
  double seconds = 0;             // wall time, from an arbitrary origin
  std::int64_t involuntary_switches = 0;
  std::int64_t minor_faults = 0;
  std::int64_t major_faults = 0;
};

// Fills the ticks from the first line of /proc/stat, "cpu  user nice system idle iowait irq softirq
// steal ..."; leaves them 0 where that is no such line.
void read_cpu_line(std::string_view line, MachineReading& reading);

// Between two readings, as facts that begin with a number. `cores` > 0.
std::vector<Fact> machine_use(const MachineReading& before, const MachineReading& after,
                              long cores);

// Facts of the same names from several processes as one list: a value that all share, else the
// smallest and the largest, "0.00 % to 1.25 %".
std::vector<Fact> spread_of(std::span<const std::vector<Fact>> processes);

// One sentence for each soft fact that is bad enough in a process to spoil its times; `side` is
// whose process it was.
std::vector<std::string> soft_warnings(std::span<const std::vector<Fact>> processes,
                                       const std::string& side);

// What was bad enough to spoil times in at least a fifth of a side's processes, at its worst: "load
// of others up to 1.20 cores, steal time up to 3.00 %". Empty where nothing was.
std::string disturbances(std::span<const std::vector<Fact>> processes);

}  // namespace barometer::profile
