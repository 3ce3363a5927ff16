// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace barometer::plugin {

// Where plug-ins are looked for, in this order: the folders of BAROMETER_PLUGIN_PATH (separated by
// colons), `plugins` beside the program, `../lib/barometer/plugins` of an installed one. Folders
// that do not exist are left out.
std::vector<std::filesystem::path> plugin_folders();

// Every *.so of those folders, sorted by file name; a name found earlier hides a later one.
std::vector<std::filesystem::path> installed_plugins();

// The file that the YAML means: a text with a slash is a path, anything else the name of a file
// (without .so) in the plug-in folders. `where` is "file:line:column" for the message. Throws
// Error{bad_input} with the nearest name.
std::filesystem::path find_plugin(const std::string& name, const std::string& where);

}  // namespace barometer::plugin
