// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "profile/profile_result.hpp"
#include "profiler/profile_options.hpp"

namespace barometer::profiler {

// Measures or imports, judges, prints and writes what was asked for.
profile::ProfileResult profile_command(const ProfileOptions& options);

}  // namespace barometer::profiler
