// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "profile/profile_result.hpp"

namespace barometer::app {

// Exit codes of the program, one table for all commands (docs/cli.md prints it).
enum class ExitCode : int {
  ok = 0,
  regression = 1,
  bad_input = 2,
  budget_failed = 3,
  plugin_failed = 4,
  write_failed = 5,
  artifact = 10,
  too_noisy = 11,
  not_comparable = 12,
  defect = 70,
  interrupted = 130,
};

ExitCode exit_code_of(core::ErrorKind kind);

ExitCode exit_code_of(profile::Verdict verdict);

// `gate`: a build is to fail on a regression only, so that artifact, too noisy and not comparable
// are 0.
ExitCode exit_code_of(const profile::ProfileResult& result, bool gate);

}  // namespace barometer::app
