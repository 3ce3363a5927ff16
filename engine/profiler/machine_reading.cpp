// SPDX-License-Identifier: Apache-2.0
#include "profiler/machine_reading.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>

namespace barometer::profiler {

namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

profile::MachineReading read_machine() {
  profile::MachineReading reading;
  std::ifstream stat("/proc/stat");
  std::string line;
  std::getline(stat, line);
  profile::read_cpu_line(line, reading);
  rusage own{};
  ::getrusage(RUSAGE_SELF, &own);
  reading.own_ticks = (seconds_of(own.ru_utime) + seconds_of(own.ru_stime)) *
                      static_cast<double>(::sysconf(_SC_CLK_TCK));
  reading.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  reading.involuntary_switches = own.ru_nivcsw;
  reading.minor_faults = own.ru_minflt;
  reading.major_faults = own.ru_majflt;
  return reading;
}

}  // namespace barometer::profiler
