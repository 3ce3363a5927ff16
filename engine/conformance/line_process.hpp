// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "conformance/law_process.hpp"
#include "core/spawn.hpp"

namespace barometer::conformance {

// One process that writes lines. Ended, at the latest, with this object.
class LineProcess {
 public:
  // What it prints goes to standard error. Throws std::system_error when it cannot be started.
  LineProcess(const LawProgram& program, const TriedBefore& before);
  ~LineProcess();
  LineProcess(const LineProcess&) = delete;
  LineProcess& operator=(const LineProcess&) = delete;

  // The next line; nothing when there will be no more, or none came before the deadline. Throws
  // Error{interrupted} once `stop` says so.
  std::optional<std::string> next_line(const std::atomic<bool>& stop);

  // Ends it and says how it ended: "signal 11 (Segmentation fault)", "exit code 0", "no answer
  // within 60 s".
  std::string end();

 private:
  std::chrono::seconds deadline_;
  pid_t child_ = -1;
  core::ChildPipe pipe_;
  bool late_ = false;
  std::string text_;
};

}  // namespace barometer::conformance
