// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace barometer::app {

// What came of loading the market that a config describes.
struct TrialLoad {
  std::vector<core::Fault> faults;  // with any of them there is no market
  std::string counts;               // "2 symbols, 1,024 bars, 2020-01-02 to 2024-01-31"
  std::int64_t skipped_rows = 0;    // under data.bad_rows: skip
  std::vector<std::string> notes;   // what its prices say about themselves
};

// Loads it in memory. `yaml` is the config, `name` stands for its file in messages. Throws
// Error{interrupted} alone.
TrialLoad trial_load(const std::string& yaml, const std::string& name);

}  // namespace barometer::app
