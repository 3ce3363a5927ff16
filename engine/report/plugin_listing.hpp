// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace barometer::report {

// Every plug-in that is found, those in `folders` first, with its path, parameters and dimensions;
// for a file that cannot be loaded, every reason.
std::string render_plugins(std::span<const std::filesystem::path> folders);

}  // namespace barometer::report
