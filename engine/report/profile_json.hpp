// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/profile_result.hpp"

namespace barometer {

// A profile for programs: headline, explanation, intervals, every process with its raw times.
std::string profile_json(const ProfileResult& result);

}  // namespace barometer
