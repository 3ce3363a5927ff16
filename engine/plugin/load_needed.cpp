// SPDX-License-Identifier: Apache-2.0
#include "plugin/load_needed.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/shell_word.hpp"
#include "plugin/elf_check.hpp"
#include "plugin/library_copy.hpp"
#include "plugin/needed_library.hpp"
#include "plugin/rejection.hpp"

namespace barometer::plugin {

namespace {

namespace fs = std::filesystem;

// What was loaded here for plug-ins, by soname. The copies stay open for the loader's sake.
struct Brought {
  LibraryCopy copy;
  fs::path path;
};

std::map<std::string, Brought>& all_brought() {
  static auto& all = *new std::map<std::string, Brought>;
  return all;
}

bool is_in_process(const std::string& name) {
  return ::dlopen(name.c_str(), RTLD_LAZY | RTLD_NOLOAD) != nullptr;
}

void load_file(const std::string& file, const fs::path& path) {
  if (::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
    reject(path, {"it cannot be loaded: " + loader_error(file, path, "no reason is known")});
  }
}

class NeededLoader {
 public:
  NeededLoader(const fs::path& plugin, bool in_place) : plugin_(plugin), in_place_(in_place) {}

  void load_needs_of(NeedyLibrary library) {
    chain_.push_back(std::move(library));
    const std::vector<std::string> needs = chain_.back().needs;  // the chain grows meanwhile
    for (const std::string& name : needs) {
      bring(name);
    }
    chain_.pop_back();
  }

 private:
  void bring(const std::string& name) {
    const auto own = all_brought().find(name);
    if (own == all_brought().end() && is_in_process(name)) {
      return;  // the loader takes that one
    }
    const std::optional<fs::path> found = find_needed(name, chain_);
    if (own != all_brought().end()) {
      if (found) {
        require_same(own->second, *found);
      }
    } else if (!found || is_system_library(*found)) {
      load_systems(name, found);
    } else {
      load_own(name, *found);
    }
  }

  void load_systems(const std::string& name, const std::optional<fs::path>& found) const {
    const std::string file = found ? found->string() : name;
    if (!found && name.find('/') != name.npos) {
      reject(plugin_,
             {fmt::format("it needs '{}', which is not there; it was linked by its path, as "
                          "a library without a soname is: link that with -Wl,-soname,{}",
                          name, core::shell_word(fs::path(name).filename().string()))});
    }
    if (::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
      reject(plugin_, {fmt::format("it needs {}, which cannot be loaded: {}", name,
                                   loader_error(file, file, "there is no such file"))});
    }
  }

  void load_own(const std::string& name, const fs::path& found) {
    LibraryCopy copy = examined(found);
    const NeedyLibrary library = needy_library(copy.path(), found);
    if (library.soname != name) {
      reject_needed(
          found, fmt::format("it is needed as '{}', but its soname is {}: link it with "
                             "-Wl,-soname,{} and the plug-in with it anew, or link it statically",
                             name, library.soname.empty() ? "missing" : "'" + library.soname + "'",
                             core::shell_word(found.filename().string())));
    }
    const std::string file = in_place_ ? found.string() : copy.path().string();
    const Brought& brought =
        all_brought().emplace(name, Brought{std::move(copy), found}).first->second;
    try {
      load_needs_of(library);
      load_file(file, brought.path);
    } catch (...) {
      all_brought().erase(name);
      throw;
    }
  }

  // The copy of what may be loaded.
  LibraryCopy examined(const fs::path& found) const {
    try {
      LibraryCopy copy(found);
      if (const auto reason = why_not_loadable(copy.path())) {
        reject(found, {*reason});
      }
      return copy;
    } catch (const core::Error& error) {
      std::vector<core::Fault> faults = error.faults();
      faults.front().fix = needed_by();
      throw core::Error(error.kind(), std::move(faults));
    }
  }

  void require_same(const Brought& own, const fs::path& found) const {
    if (examined(found).hash() != own.copy.hash()) {
      reject_needed(
          found, fmt::format(
                     "this process has loaded another library of that name ({}), which the "
                     "plug-in would get: start the program anew where it was built meanwhile, give "
                     "one of the two another soname, or link it statically",
                     own.path.string()));
    }
  }

  std::string needed_by() const { return "it is needed by " + plugin_.string(); }

  [[noreturn]] void reject_needed(const fs::path& found, const std::string& reason) const {
    throw core::Error(core::ErrorKind::plugin_failed,
                      core::Fault{found.string(), "plug-in rejected: " + reason, needed_by()});
  }

  const fs::path& plugin_;
  bool in_place_;
  std::vector<NeedyLibrary> chain_;
};

}  // namespace

void load_needed(const fs::path& copy, const fs::path& path, bool in_place) {
  NeededLoader(path, in_place).load_needs_of(needy_library(copy, path));
}

std::string loader_error(const std::string& copy, const fs::path& path,
                         const std::string& otherwise) {
  const char* said = ::dlerror();
  std::string text = said != nullptr ? said : otherwise;
  if (const std::size_t at = text.find(copy); at != text.npos) {
    text.replace(at, copy.size(), path.string());
  }
  return text;
}

}  // namespace barometer::plugin
