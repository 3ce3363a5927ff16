// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/profile_result.hpp"
#include "report/style.hpp"

namespace barometer::profiler {

// A profile for the terminal: what was executed, the table of figures, the verdict and why.
std::string render_profile(const profile::ProfileResult& result, const report::Style& style);

}  // namespace barometer::profiler
