// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/profile_result.hpp"

namespace barometer::profiler {

// A profile as one HTML page: verdict, picture, figures, what was executed, on what machine. It has
// no script but that of every page and refers to nothing outside itself.
std::string profile_page(const profile::ProfileResult& result);

}  // namespace barometer::profiler
