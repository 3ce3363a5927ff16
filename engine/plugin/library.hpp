// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct bm_manifest;

namespace barometer::plugin {

// A loaded plug-in. A library is never unloaded, so the manifest and every string in it stay valid
// until the process ends.
struct Plugin {
  const bm_manifest* manifest = nullptr;
  std::filesystem::path path;  // canonical; of what has no file, where it is from
  std::string hash;  // of the bytes that were loaded; empty: nobody can tell (callers_plugin.hpp)
  std::string in_place = {};  // why the file itself is mapped and no copy; empty: a copy is
  // What the manifest lives in where the engine or its caller has made it; NULL: a library.
  std::shared_ptr<const void> owner = {};
  std::uint32_t told = 0;  // what it is called in the page of calls (call_page.hpp)

  // What the manifest calls it.
  std::string_view name() const;
};

// Loads a private copy of a shared library with RTLD_NOW | RTLD_LOCAL, so that whoever writes the
// file later does not reach those who run it, and before it what it needs (load_needed.hpp), and
// checks its manifest before anything else of it is called. A process has one copy of a file's
// bytes; a file that was built anew is loaded beside the earlier one. Files themselves are mapped
// where the variable BAROMETER_PLUGINS_IN_PLACE is 1, for profilers that know code by its file. May
// be called by several threads. Throws Error{plugin_failed} that lists every fault: not trusted,
// not a library, no entry symbol, manifest, floating-point control word switched by loading.
Plugin load_plugin(const std::filesystem::path& file);

}  // namespace barometer::plugin
