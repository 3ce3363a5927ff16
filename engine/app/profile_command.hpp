// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/profile_options.hpp"
#include "core/error.hpp"

namespace barometer {

// Measures or imports, judges, prints and writes what was asked for.
ExitCode profile_command(const ProfileOptions& options);

}  // namespace barometer
