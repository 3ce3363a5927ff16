// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

struct GateArguments {
  std::optional<std::int64_t> placebos;  // at the most; none: study.gate.placebos, or 500
  std::optional<std::uint64_t> seed;     // none: run.seed of the config
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> page;
};

// Judges whether the regime helps, prints it, and writes JSON, picture and page where they are
// asked for. An interrupt prints what was finished and ends with ExitCode::interrupted.
ExitCode gate_command(const RunArguments& arguments, const GateArguments& options,
                      const std::optional<std::filesystem::path>& picture);

}  // namespace barometer::app
