// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace barometer::config {

// The bytes of a YAML file, at most one more than parse_yaml takes, so that an endless file ends.
// Throws Error{bad_input}; `example` is a file that the message names.
std::string read_yaml_file(const std::filesystem::path& file, const char* example);

}  // namespace barometer::config
