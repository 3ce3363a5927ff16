// SPDX-License-Identifier: Apache-2.0
#include "report/machine_info.hpp"

#include <gnu/libc-version.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace barometer::report {

namespace {

// "model name : X" on x86; arm64 kernels give only numbers ("CPU part : 0xd0c").
std::string cpu_model() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const bool named = line.starts_with("model name") || line.starts_with("CPU part");
    const std::size_t colon = line.find(": ");
    if (named && colon != std::string::npos) {
      return line.substr(colon + 2);
    }
  }
  return "";
}

std::string kernel_name() {
  utsname name{};
  if (::uname(&name) != 0) {
    return "";
  }
  return std::string(name.sysname) + " " + name.release + " " + name.machine;
}

}  // namespace

MachineInfo machine_info() {
  return {.cpu = cpu_model(),
          .cores = std::max(::sysconf(_SC_NPROCESSORS_ONLN), 0L),
          .kernel = kernel_name(),
          .libc = std::string("glibc ") + ::gnu_get_libc_version()};
}

}  // namespace barometer::report
