// SPDX-License-Identifier: Apache-2.0
// Together with search.cpp the only file that knows Boost.DLL.
#include "plugin/library.hpp"

#include <fmt/format.h>

#include <boost/dll/shared_library.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/hash.hpp"
#include "plugin/fp_control.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/trusted_file.hpp"

namespace barometer {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, std::vector<std::string> reasons) {
  std::vector<Fault> faults;
  for (std::string& reason : reasons) {
    faults.push_back({file.string(), "plug-in refused: " + std::move(reason), ""});
  }
  throw Error(ExitCode::plugin_failed, std::move(faults));
}

fs::path canonical_or_refuse(const fs::path& file) {
  std::error_code error;
  fs::path path = fs::canonical(file, error);
  if (error || !fs::is_regular_file(path, error)) {
    refuse(file, {"there is no such file"});
  }
  return path;
}

// Kept for the life of the process: a pointer into a library must never dangle.
boost::dll::shared_library& keep(boost::dll::shared_library library) {
  static std::vector<std::unique_ptr<boost::dll::shared_library>> libraries;
  libraries.push_back(std::make_unique<boost::dll::shared_library>(std::move(library)));
  return *libraries.back();
}

boost::dll::shared_library open(const fs::path& path) {
  using boost::dll::load_mode::rtld_local;
  using boost::dll::load_mode::rtld_now;
  const std::uint64_t control = fp_control();
  boost::dll::fs::error_code error;
  boost::dll::shared_library library(boost::dll::fs::path(path.string()), rtld_now | rtld_local,
                                     error);
  const bool switched = fp_control() != control;
  restore_fp_control(control);
  if (error) {
    refuse(path, {"it cannot be loaded as a shared library: " + error.message()});
  }
  if (switched) {
    refuse(path, {"loading it switches the floating-point mode (built with -ffast-math?); "
                  "build it without, so that results do not depend on what else is loaded"});
  }
  return library;
}

}  // namespace

Plugin load_plugin(const fs::path& file) {
  const fs::path path = canonical_or_refuse(file);
  if (const auto reason = why_untrusted(path)) {
    refuse(path, {*reason});
  }
  boost::dll::shared_library library = open(path);
  if (!library.has(BM_ENTRY_SYMBOL)) {
    refuse(path, {fmt::format("it does not export '{}'", BM_ENTRY_SYMBOL)});
  }
  const auto entry = keep(std::move(library)).get<const bm_manifest*()>(BM_ENTRY_SYMBOL);
  const bm_manifest* manifest = entry();
  if (auto faults = manifest_faults(manifest); !faults.empty()) {
    refuse(path, std::move(faults));
  }
  return {manifest, path, hash_file(path)};
}

void require_kind(const Plugin& plugin, bm_plugin_kind kind) {
  if (plugin.manifest->kind != kind) {
    refuse(plugin.path, {fmt::format("it is a {} plug-in, expected a {} plug-in",
                                     kind_name(plugin.manifest->kind), kind_name(kind))});
  }
}

}  // namespace barometer
