// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "core/error.hpp"

namespace barometer::app {

struct SynthOptions {
  std::filesystem::path out;           // a folder that does not exist
  std::vector<std::string> overrides;  // key.path=value, of the group `data`
  bool quiet = false;
};

// Writes a synthetic market (data/synthetic.hpp): one CSV per symbol with its true regimes in the
// column `truth`, as numbers in the order of synthetic_truth_labels(), and market.yaml, a config
// that reads them back to the same bits.
ExitCode synth_command(const SynthOptions& options);

}  // namespace barometer::app
