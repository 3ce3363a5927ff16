// SPDX-License-Identifier: Apache-2.0
#include "plugin/load_needed.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/shell_word.hpp"
#include "plugin/elf_check.hpp"
#include "plugin/fp_control.hpp"
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

// Those that switched the floating-point mode as they were loaded, by the name by which they are
// needed. They stay in the process, where the loader would give them to the next plug-in.
std::map<std::string, fs::path>& all_switchers() {
  static auto& all = *new std::map<std::string, fs::path>;
  return all;
}

bool is_in_process(const std::string& name) {
  return ::dlopen(name.c_str(), RTLD_LAZY | RTLD_NOLOAD) != nullptr;
}

// False where the loader refuses, and says why (loader_error).
bool is_loaded(const std::string& name, const std::string& file, const fs::path& path) {
  bool loaded = false;
  const auto load = [&] { loaded = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL) != nullptr; };
  if (!keeps_fp_control(load)) {
    all_switchers().emplace(name, path);
  }
  return loaded;
}

class NeededLoader {
 public:
  NeededLoader(const fs::path& plugin, bool in_place) : plugin_(plugin), in_place_(in_place) {}

  void load_needs_of(NeedyLibrary library) {
    chain_.push_back(std::move(library));
    const NeedyLibrary last = chain_.back();  // the chain grows meanwhile
    for (const std::string& name : last.takes) {
      if (find_needed(name, chain_)) {
        bring(name);
      }
    }
    for (const std::string& name : last.needs) {
      bring(name);
    }
    chain_.pop_back();
  }

 private:
  void bring(const std::string& name) {
    const auto own = all_brought().find(name);
    const bool there = own == all_brought().end() && is_in_process(name);
    if (!there) {  // else the loader takes that one
      load(name, own == all_brought().end() ? nullptr : &own->second);
    }
    if (const auto found = all_switchers().find(name); found != all_switchers().end()) {
      reject_needed(found->second, kSwitchedAtLoad);
    }
  }

  void load(const std::string& name, const Brought* own) {
    const std::optional<fs::path> found = find_needed(name, chain_);
    if (own != nullptr && found) {
      require_same(*own, *found);
    }
    if (const NeedyLibrary* waiting = needs_us(name)) {
      require_system(name, *waiting);
    } else if (own == nullptr && (!found || is_system_library(*found))) {
      load_systems(name, found);
    } else if (own == nullptr) {
      load_own(name, *found);
    }
  }

  // The library of this name that waits for what is being loaded; NULL: none does.
  const NeedyLibrary* needs_us(const std::string& name) const {
    const auto found = std::ranges::find(chain_, name, &NeedyLibrary::soname);
    return found == chain_.end() ? nullptr : &*found;
  }

  // Of two files that need each other the loader finds the second by itself, but not of two copies.
  void require_system(const std::string& name, const NeedyLibrary& waiting) const {
    const bool itself = &waiting == &chain_.back();
    if (!itself && !in_place_ && !is_system_library(waiting.folder / name)) {
      reject_needed(waiting.folder / name,
                    fmt::format("it and '{}' need each other, and one of them has to be loaded "
                                "first: make one library of them, or link one of them statically",
                                chain_.back().soname));
    }
  }

  void load_systems(const std::string& name, const std::optional<fs::path>& found) {
    const std::string file = found ? found->string() : name;
    if (!found && name.find('/') != name.npos) {
      reject(plugin_,
             {fmt::format("it needs '{}', which is not there; it was linked by its path, as "
                          "a library without a soname is: link that with -Wl,-soname,{}",
                          name, core::shell_word(fs::path(name).filename().string()))});
    }
    if (found) {  // a variable or a path of its own may lead the loader out of the system's folders
      load_needs_of(needy_library(*found, *found));
    }
    if (!is_loaded(name, file, file)) {
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
    all_brought().emplace(name, Brought{std::move(copy), found});
    try {
      load_needs_of(library);
      if (!is_loaded(name, file, found)) {
        reject(found, {"it cannot be loaded: " + loader_error(file, found, "no reason is known")});
      }
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
