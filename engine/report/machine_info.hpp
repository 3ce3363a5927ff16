// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::report {

// The machine of the run; properties that cannot be found out are empty or 0.
struct MachineInfo {
  std::string cpu;     // model name
  long cores = 0;      // online
  std::string kernel;  // "Linux 6.1.0 x86_64"
  std::string libc;    // "glibc 2.36"
};

MachineInfo machine_info();

}  // namespace barometer::report
