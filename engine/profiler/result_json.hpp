// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/profile_result.hpp"

namespace barometer::profiler {

// A profile for programs: verdict, explanation, intervals, every process with its raw times.
std::string profile_json(const profile::ProfileResult& result);

}  // namespace barometer::profiler
