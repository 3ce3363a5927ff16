// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/error.hpp"
#include "profile/profile_result.hpp"

namespace barometer::app {

// Exit codes of the program for all commands.
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
  no_resources = 71,
  interrupted = 130,
};

// One row of the table of exit codes, which `barometer --help` and docs/cli.md print.
struct ExitCodeEntry {
  ExitCode code;
  const char* meaning;
};

// Every exit code, ascending.
std::span<const ExitCodeEntry> exit_code_table();

ExitCode exit_code_of(core::ErrorKind kind);

ExitCode exit_code_of(profile::Verdict verdict);

// `gate`: a build is to fail on a regression only, so that artifact, too noisy and not comparable
// are 0.
ExitCode exit_code_of(const profile::ProfileResult& result, bool gate);

}  // namespace barometer::app
