// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace barometer::profiler {

// Where a process's first stack frames lie depends on the size of its environment, and with it how
// fast some loops run (Mytkowicz et al. 2009): this variable makes it another size each time.
inline constexpr const char* kPaddingVariable = "BAROMETER_PROFILE_PADDING";

struct FinishedProcess {
  int exit_code = 0;  // 128 + signal where it was killed
  std::string output;
  std::string errors;
};

// Runs a program to its end with this environment and `padding` bytes more. Throws
// Error{bad_input} when it cannot be started and Error{interrupted}, after ending it, when the
// user interrupts.
FinishedProcess run_process(const std::filesystem::path& program,
                            const std::vector<std::string>& arguments, std::size_t padding,
                            const std::atomic<bool>& stop);

}  // namespace barometer::profiler
