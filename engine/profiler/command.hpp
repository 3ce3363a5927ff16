// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "profile/profile_result.hpp"
#include "profiler/options.hpp"

namespace barometer::profiler {

// Measures or imports, judges, prints and writes what was asked for.
profile::ProfileResult run_profile(const ProfileOptions& options);

}  // namespace barometer::profiler
