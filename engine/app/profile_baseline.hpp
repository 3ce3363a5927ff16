// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "profile/baseline_file.hpp"
#include "profile/profile_result.hpp"

namespace barometer {

// Keeps this profile as a baseline; where `file` keeps one of the same code, data, config and
// machine already, adds it there as one more A/A session. Returns a sentence that says what was
// done. Throws Error{not_comparable} where the file keeps something else.
std::string save_session(const std::filesystem::path& file, const ProfileResult& result);

}  // namespace barometer
