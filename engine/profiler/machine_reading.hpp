// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/machine_use.hpp"

namespace barometer::profiler {

// The counters as they stand now; what the system does not tell is 0.
profile::MachineReading read_machine();

}  // namespace barometer::profiler
