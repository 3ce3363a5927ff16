// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/profile_case.hpp"
#include "profile/fingerprint.hpp"

namespace barometer {

// What the times of this case depend on; all of it is known before anything is measured. What
// cannot be found out is an empty value.
std::vector<Fact> strict_facts(const RunOptions& options, const ProfileCase& subject);

}  // namespace barometer
