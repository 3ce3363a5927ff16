// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/profile_options.hpp"
#include "profile/profile_result.hpp"

namespace barometer {

// Judges timings that another tool took. REQUIRES: options.import_file is set.
ProfileResult imported(const ProfileOptions& options);

}  // namespace barometer
