// SPDX-License-Identifier: Apache-2.0
// Together with search.cpp the only file that knows Boost.DLL.
#include "plugin/library.hpp"

#include <fmt/format.h>

#include <boost/dll/shared_library.hpp>
#include <cstdlib>
#include <list>
#include <mutex>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "plugin/elf_check.hpp"
#include "plugin/fp_control.hpp"
#include "plugin/library_copy.hpp"
#include "plugin/load_needed.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/rejection.hpp"
#include "plugin/setup_call.hpp"
#include "plugin/shown_symbols.hpp"

namespace barometer::plugin {

namespace {

namespace fs = std::filesystem;

fs::path canonical_or_reject(const fs::path& file) {
  std::error_code error;
  fs::path path = fs::canonical(file, error);
  if (error || !fs::is_regular_file(path, error)) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{file.string(), "there is no such plug-in file", ""});
  }
  return path;
}

// A library stays loaded until the process ends, also when it is rejected: what its constructors
// set up (threads, exit handlers) must never dangle. Its copy stays open as long: the loader knows
// libraries by their names, and would take a descriptor's number that is used again for this one.
struct LoadedLibrary {
  LibraryCopy copy;
  bool kept_fp_control = true;
  boost::dll::shared_library handle;
};

void load(LoadedLibrary& library, const fs::path& path, bool in_place) {
  using boost::dll::load_mode::rtld_local;
  using boost::dll::load_mode::rtld_now;
  const std::string file = in_place ? path.string() : library.copy.path().string();
  boost::dll::fs::error_code error;
  library.kept_fp_control = keeps_fp_control([&] {
    load_needed(library.copy.path(), path, in_place);
    library.handle.load(boost::dll::fs::path(file), rtld_now | rtld_local, error);
  });
  if (error) {
    reject(path, {"it cannot be loaded as a shared library: " +
                  loader_error(file, path, error.message())});
  }
}

// One library for each file and content, whichever path leads to it.
LoadedLibrary& load_once(LibraryCopy copy, const fs::path& path, bool in_place) {
  static auto& libraries = *new std::list<LoadedLibrary>;
  for (LoadedLibrary& library : libraries) {
    if (library.copy.device() == copy.device() && library.copy.inode() == copy.inode() &&
        library.copy.hash() == copy.hash()) {
      return library;
    }
  }
  LoadedLibrary library{std::move(copy), true, {}};
  load(library, path, in_place);
  return libraries.emplace_back(std::move(library));
}

boost::dll::shared_library& open(LibraryCopy copy, const fs::path& path, bool in_place) {
  LoadedLibrary& library = load_once(std::move(copy), path, in_place);
  if (!library.kept_fp_control) {
    reject(path, {kSwitchedAtLoad});
  }
  return library.handle;
}

const bm_manifest* manifest_of(boost::dll::shared_library& library, const fs::path& path) {
  if (!library.has(BM_ENTRY_SYMBOL)) {
    reject(path, {fmt::format("it does not export '{}'", BM_ENTRY_SYMBOL)});
  }
  const auto entry = library.get<const bm_manifest*()>(BM_ENTRY_SYMBOL);
  const bm_manifest* manifest = nullptr;
  if (!keeps_fp_control([&] { manifest = entry(); })) {
    reject(path, {fmt::format("{}() {}", BM_ENTRY_SYMBOL, kSwitchedFpControl)});
  }
  return manifest;
}

std::string why_in_place() {
  const char* asked = std::getenv("BAROMETER_PLUGINS_IN_PLACE");
  return asked != nullptr && std::string_view(asked) == "1" ? "BAROMETER_PLUGINS_IN_PLACE is 1"
                                                            : "";
}

// The manifest, with what its library does as it is loaded told to whoever supervises.
const bm_manifest* loaded_manifest(LibraryCopy copy, const Plugin& plugin) {
  const SetupCall call(Call::load, remember(plugin.path.string()));
  return manifest_of(open(std::move(copy), plugin.path, !plugin.in_place.empty()), plugin.path);
}

}  // namespace

std::string_view Plugin::name() const {
  return manifest->name;
}

Plugin load_plugin(const fs::path& file) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const fs::path path = canonical_or_reject(file);
  LibraryCopy copy(path);
  if (const auto reason = why_not_loadable(copy.path())) {
    reject(path, {*reason});
  }
  if (const auto reason = why_not_apart(shown_symbols(copy.path()))) {
    reject(path, {*reason});
  }
  Plugin plugin{nullptr, path, copy.hash(), why_in_place()};
  plugin.manifest = loaded_manifest(std::move(copy), plugin);
  if (auto faults = manifest_faults(plugin.manifest); !faults.empty()) {
    reject(path, std::move(faults));
  }
  plugin.told = remember(fmt::format(
      "{}: {} '{}'", path.string(),
      plugin.manifest->kind == BM_PLUGIN_REGIME ? "tagger" : "strategy", plugin.name()));
  return plugin;
}

}  // namespace barometer::plugin
