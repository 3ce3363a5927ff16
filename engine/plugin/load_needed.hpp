// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace barometer::plugin {

// Loads what a library needs, and what that needs, before the library itself, so that the system's
// loader, which knows libraries by their sonames, finds all of it there and looks nowhere: a
// private copy has no folder of its own ($ORIGIN), and what the loader would take from a folder is
// not what was examined. `copy` has the bytes of the plug-in at `path`. Each library outside the
// system's folders is trusted by the plug-in's own rule and loaded from a private copy as well;
// `in_place`: from its file. What the system's libraries need is looked at too, as LD_LIBRARY_PATH
// counts for them. All stay loaded until the process ends. REQUIRES: one thread at a time. Throws
// Error{plugin_failed}: not trusted, not found, cut short, without the soname by which it is
// needed, another than this process has under that soname, one of two that need each other, or one
// that switched the floating-point mode as it was loaded.
void load_needed(const std::filesystem::path& copy, const std::filesystem::path& path,
                 bool in_place);

// What the loader says of its last failure, with the file's name for that of its copy; `otherwise`
// where it says nothing.
std::string loader_error(const std::string& copy, const std::filesystem::path& path,
                         const std::string& otherwise);

}  // namespace barometer::plugin
