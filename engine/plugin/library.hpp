// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

struct bm_manifest;

namespace barometer::plugin {

// A loaded plug-in. It is never unloaded, so the manifest and every string in it stay valid until
// the process ends.
struct Plugin {
  const bm_manifest* manifest = nullptr;
  std::filesystem::path path;  // canonical
  std::string hash;            // of the file's bytes

  // What the manifest calls it.
  std::string_view name() const;
};

// Loads a shared library with RTLD_NOW | RTLD_LOCAL and checks its manifest before anything else
// of it is called. Throws Error{plugin_failed} that lists every fault: not trusted, not a library,
// no entry symbol, manifest, floating-point control word switched by loading.
Plugin load_plugin(const std::filesystem::path& file);

}  // namespace barometer::plugin
