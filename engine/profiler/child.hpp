// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "profiler/case_options.hpp"

namespace barometer::profiler {

// One process of a profile: the hidden command `profile-child`.
struct ProfileChildOptions {
  CaseOptions subject;
  bool ask = false;  // only print the protocol's version
  std::size_t blocks = 120;
};

// What `profile-child --protocol` prints before the number.
inline constexpr std::string_view kProtocolLine = "barometer profile protocol ";

// Replays the config's window block after block and writes one ProcessReport to standard output.
// A process that does not settle doubles its blocks, at most twice.
void run_profile_child(const ProfileChildOptions& options);

}  // namespace barometer::profiler
