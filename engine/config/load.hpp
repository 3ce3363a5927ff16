// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/run_config.hpp"
#include "core/error.hpp"

namespace barometer::config {

// Reads one YAML document and types it. Throws one Error{bad_input} that lists every fault with
// file:line:column, key path, what was expected and the nearest known key. What only plug-ins can
// check (their parameters, dimensions, labels) is left as text with its location.
//
// Each override is "key.path=value" with a YAML scalar as value, applied before typing, so that it
// is checked exactly as if the file had said it.
RunConfig load_config(const std::filesystem::path& file, std::span<const std::string> overrides);

// What could be read of a config, and every fault of it.
struct ConfigDraft {
  RunConfig config;  // rejected values are at their defaults
  std::vector<core::Fault> faults;
};

// The same without throwing for what the file says, so that the rest of it can be checked too.
// Still throws Error{bad_input} for a file that cannot be read.
ConfigDraft draft_config(const std::filesystem::path& file, std::span<const std::string> overrides);

// The same for text already in memory.
ConfigDraft draft_config(std::string_view yaml, const std::string& name,
                         std::span<const std::string> overrides);

// As load_config() for text already in memory; `name` stands in for the file name in messages.
RunConfig parse_config(std::string_view yaml, const std::string& name,
                       std::span<const std::string> overrides = {});

}  // namespace barometer::config
