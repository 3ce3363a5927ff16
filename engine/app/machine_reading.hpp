// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/machine_use.hpp"

namespace barometer {

// The counters as they stand now; what the system does not tell is 0.
MachineReading read_machine();

}  // namespace barometer
