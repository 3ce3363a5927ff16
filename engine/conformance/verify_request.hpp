// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace barometer::conformance {

// Which plug-in, with which parameters and beside which taggers.
struct VerifyRequest {
  std::string plugin = {};  // a path, or the name of an installed one
  // A run that uses the plug-in: its parameters, its taggers and the size of its bars are taken.
  std::optional<std::filesystem::path> config = {};
  std::vector<std::string> overrides = {};          // "strategy.params.fast=5", "data.bar=1d"
  std::vector<std::filesystem::path> folders = {};  // searched for plug-ins first
};

}  // namespace barometer::conformance
