// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace barometer::plugin {

// Whether a file begins as a shared library of this kind of machine does.
bool is_shared_library(const std::filesystem::path& file);

// Why this file is no whole shared library; nullopt when the dynamic loader may be asked. The
// loader maps what the headers promise, and a file cut short then ends the process with SIGBUS.
std::optional<std::string> why_not_loadable(const std::filesystem::path& file);

}  // namespace barometer::plugin
