// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "backtest/run_options.hpp"

namespace barometer::profiler {

// One process of a profile: the hidden command `profile-child`.
struct ProfileChildOptions {
  backtest::RunOptions run;
  bool ask = false;  // only say which protocol is spoken
  std::size_t blocks = 120;
  std::string stage;
  std::string plugin;
};

// What `profile-child --protocol` prints before the number.
inline constexpr std::string_view kProtocolLine = "barometer profile protocol ";

// Replays the config's window block after block and writes one ProcessReport to standard output.
// A process that does not settle doubles its blocks, at most twice.
void profile_child_command(const ProfileChildOptions& options);

}  // namespace barometer::profiler
