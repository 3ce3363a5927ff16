// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile_result.hpp"
#include "profiler/options.hpp"

namespace barometer::profiler {

// Judges timings that another tool took. REQUIRES: options.import_file is set.
profile::ProfileResult imported(const ProfileOptions& options);

}  // namespace barometer::profiler
