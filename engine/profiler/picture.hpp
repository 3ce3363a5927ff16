// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/profile_result.hpp"

namespace barometer::profiler {

// A profile as an SVG picture: each side's times in their order with the warm-up shaded, the
// processes' steady times side by side, and the intervals against the margin.
std::string profile_picture(const profile::ProfileResult& result);

}  // namespace barometer::profiler
