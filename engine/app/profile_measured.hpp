// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/profile_options.hpp"
#include "profile/profile_result.hpp"

namespace barometer {

// Measures a config: by itself, against a stored baseline, or raced against another program. What
// can be known to be incomparable without measuring is refused before any process is started.
ProfileResult measured(const ProfileOptions& options);

}  // namespace barometer
