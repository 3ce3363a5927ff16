// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/baseline_file.hpp"
#include "profile/profile_result.hpp"
#include "report/new_file.hpp"

namespace barometer::profiler {

// Keeps this profile as a baseline; where `file`, which is to be claimed as one that is replaced,
// keeps one already, adds it there as one more A/A
// session. A session's figures are those of the candidate by itself, whatever it was
// compared with: at one speed where it ran at two. REQUIRES: what it keeps is of the same code,
// data, config and machine (measured() looks). Keeps nothing of a profile that is not comparable or
// found no steady state. Returns a sentence that says what was done.
std::string save_session(report::NewFile& file, const profile::ProfileResult& result);

}  // namespace barometer::profiler
