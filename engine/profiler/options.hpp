// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/error.hpp"
#include "profiler/case_options.hpp"

namespace barometer::profiler {

inline constexpr std::size_t kDefaultProcesses = 10;
inline constexpr std::size_t kDefaultBlocks = 120;
inline constexpr const char* kDefaultUnit = "ms";

// The arguments of `barometer profile`.
struct ProfileOptions {
  CaseOptions subject;  // CONFIG, --set, --threads, --stage, --plugin
  bool quiet = false;
  std::optional<std::size_t> processes;  // default kDefaultProcesses
  std::optional<std::size_t> blocks;     // default kDefaultBlocks

  std::optional<std::filesystem::path> baseline;  // a stored profile, or with --import a CSV
  std::optional<std::filesystem::path> against;   // another program
  std::optional<std::filesystem::path> save;
  bool gate = false;

  std::optional<std::filesystem::path> import_file;
  std::optional<std::string> unit;      // default kDefaultUnit
  std::optional<std::string> reported;  // "4.649ms"

  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> html;
  std::optional<std::filesystem::path> svg;

  std::function<void(double share)> progress;  // of the measuring, 0..1; may be empty
  std::function<void()> before_printing;       // nothing is measured any more; may be empty
  // The kind of error that this exit code of a child process means; none: it crashed.
  std::optional<core::ErrorKind> (*child_failure)(int exit_code) = nullptr;
};

// Throws Error{bad_input} with every combination that makes no sense.
void check_options(const ProfileOptions& options);

}  // namespace barometer::profiler
