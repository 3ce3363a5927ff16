// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exit_code.hpp"
#include "conformance/verify.hpp"

namespace barometer::app {

// `plugins --verify`, and the process that it begins.
struct VerifyOptions {
  conformance::VerifyRequest request;
  conformance::TriedBefore before;  // by other processes
};

// Tries the laws of its kind on a plug-in, in processes of their own, and prints what came of each.
ExitCode verify_command(const VerifyOptions& options);

// The process: tries the laws that are left and tells its parent (conformance/law_lines.hpp).
ExitCode verify_child_command(const VerifyOptions& options);

}  // namespace barometer::app
