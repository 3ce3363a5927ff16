// SPDX-License-Identifier: Apache-2.0
// How the system's loader finds the libraries that a library needs: ld.so(8).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace barometer::plugin {

// A library that needs others.
struct NeedyLibrary {
  std::filesystem::path folder;  // its own: $ORIGIN
  std::string soname = {};       // by which others need it; empty: none
  std::vector<std::string> needs = {};
  std::vector<std::string> takes = {};    // where they are there (DT_AUXILIARY)
  std::optional<std::string> rpath = {};  // folders for itself and all that it needs
  std::optional<std::string> runpath =
      {};  // folders for what it needs itself; `rpath` is void then
};

// What the bytes of `copy` say, as those of the library at `path`.
NeedyLibrary needy_library(const std::filesystem::path& copy, const std::filesystem::path& path);

// The file, canonical, that the last of `chain` means by `name`; each of the others needs the next.
// Folders are looked through in the loader's order: those of RPATH from the last to the first,
// LD_LIBRARY_PATH, RUNPATH of the last, then what /etc/ld.so.cache says. Subfolders for kinds of
// processors (glibc-hwcaps) and $LIB and $PLATFORM are not looked into. nullopt: not there, so that
// it is for the loader to look in the system's folders. REQUIRES: `chain` is not empty.
std::optional<std::filesystem::path> find_needed(const std::string& name,
                                                 std::span<const NeedyLibrary> chain);

// Whether a canonical path lies in a folder of the system's own libraries, which root alone writes.
bool is_system_library(const std::filesystem::path& path);

}  // namespace barometer::plugin
