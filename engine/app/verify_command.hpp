// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "app/exit_code.hpp"
#include "conformance/verify_request.hpp"

namespace barometer::app {

// `plugins --verify`, and the process that it begins.
struct VerifyOptions {
  conformance::VerifyRequest request;
  std::size_t first_law = 0;  // of the process
};

// Tries the laws of its kind on a plug-in, in processes of their own, and prints what came of each.
ExitCode verify_command(const VerifyOptions& options);

// The process: tries the laws from first_law on and tells its parent (conformance/law_lines.hpp).
ExitCode verify_child_command(const VerifyOptions& options);

}  // namespace barometer::app
