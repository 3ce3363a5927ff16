// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::plugin {

// The folders that a search path such as that of BAROMETER_PLUGIN_PATH names, separated by colons;
// empty entries are left out.
std::vector<std::filesystem::path> folders_of_path(std::string_view path);

// The folder of the running program, links resolved.
std::filesystem::path program_folder();

// Where plug-ins are searched, in this order: the folders `first`, `plugins` beside the program,
// `../lib/barometer/plugins` from there, and the same two from the library that holds this code
// where it is not the program. Folders that do not exist are left out.
std::vector<std::filesystem::path> plugin_folders(
    std::span<const std::filesystem::path> first = {});

// Every *.so of those folders, sorted by file name; a file hides those of its name in later
// folders.
std::vector<std::filesystem::path> installed_plugins(
    std::span<const std::filesystem::path> first = {});

// The file that the YAML names: a text with a slash is a path, anything else the name of a file
// (without .so) in the plug-in folders. `where` is "file:line:column" for the message. Throws
// Error{bad_input} with the nearest name.
std::filesystem::path find_plugin(const std::string& name, const std::string& where,
                                  std::span<const std::filesystem::path> first = {});

}  // namespace barometer::plugin
