// SPDX-License-Identifier: Apache-2.0
// Together with search.cpp the only file that knows Boost.DLL.
#include "plugin/library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <boost/dll/shared_library.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/hash.hpp"
#include "plugin/elf_check.hpp"
#include "plugin/fp_control.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/shown_symbols.hpp"
#include "plugin/trusted_file.hpp"

namespace barometer::plugin {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void reject(const fs::path& file, std::vector<std::string> reasons) {
  std::vector<core::Fault> faults;
  for (std::string& reason : reasons) {
    faults.push_back({file.string(), "plug-in rejected: " + std::move(reason), ""});
  }
  throw core::Error(core::ErrorKind::plugin_failed, std::move(faults));
}

fs::path canonical_or_reject(const fs::path& file) {
  std::error_code error;
  fs::path path = fs::canonical(file, error);
  if (error || !fs::is_regular_file(path, error)) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{file.string(), "there is no such plug-in file", ""});
  }
  return path;
}

// The loader says more in dlerror() than in the error code.
std::string load_error(const boost::dll::fs::error_code& error) {
  const char* said = ::dlerror();
  return said != nullptr ? said : error.message();
}

// The library stays loaded until the process ends, also when it is rejected: what its constructors
// set up (threads, exit handlers) must never dangle.
boost::dll::shared_library& open(const fs::path& path) {
  using boost::dll::load_mode::rtld_local;
  using boost::dll::load_mode::rtld_now;
  static auto& libraries = *new std::vector<std::unique_ptr<boost::dll::shared_library>>;
  auto& library = *libraries.emplace_back(std::make_unique<boost::dll::shared_library>());
  boost::dll::fs::error_code error;
  const bool kept = keeps_fp_control(
      [&] { library.load(boost::dll::fs::path(path.string()), rtld_now | rtld_local, error); });
  if (error) {
    reject(path, {"it cannot be loaded as a shared library: " + load_error(error)});
  }
  if (!kept) {
    reject(path, {"loading it switched the floating-point mode (built with -ffast-math?); "
                  "build it without, so that results do not depend on what else is loaded"});
  }
  return library;
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

}  // namespace

std::string_view Plugin::name() const {
  return manifest->name;
}

Plugin load_plugin(const fs::path& file) {
  const fs::path path = canonical_or_reject(file);
  if (const auto reason = why_untrusted(path)) {
    reject(path, {*reason});
  }
  if (const auto reason = why_not_loadable(path)) {
    reject(path, {*reason});
  }
  if (const auto reason = why_not_apart(shown_symbols(path))) {
    reject(path, {*reason});
  }
  const bm_manifest* manifest = manifest_of(open(path), path);
  if (auto faults = manifest_faults(manifest); !faults.empty()) {
    reject(path, std::move(faults));
  }
  return {manifest, path, core::hash_file(path)};
}

}  // namespace barometer::plugin
