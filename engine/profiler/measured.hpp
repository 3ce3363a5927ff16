// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile_result.hpp"
#include "profiler/options.hpp"

namespace barometer::profiler {

// Measures a config: by itself, against a stored baseline, or raced against another program. A
// comparison that cannot be made is rejected before any process is started where that is known.
profile::ProfileResult measured(const ProfileOptions& options);

}  // namespace barometer::profiler
