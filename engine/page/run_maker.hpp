// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/run_record.hpp"
#include "report/machine_info.hpp"

namespace barometer::page {

// Who made a run, as its page says it. Of a page that is made again these are the program and the
// machine of the run, as run.json has them, not those that make the page.
struct RunMaker {
  std::string version;  // of the program
  std::string compiler;
  std::string type;
  std::string flags;
  report::MachineInfo machine;
  int threads = 1;
  bool metering_known = true;           // false: the run was metered, and its latency.json is gone
  std::vector<std::string> notes = {};  // sentences about what differs from the run's own files
};

// This program on this machine.
RunMaker present_maker(const analysis::RunRecord& record);

}  // namespace barometer::page
