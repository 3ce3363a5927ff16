// SPDX-License-Identifier: Apache-2.0
#include "plugin/needed_library.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "plugin/elf_check.hpp"
#include "plugin/elf_file.hpp"
#include "plugin/loader_cache.hpp"
#include "plugin/search.hpp"

namespace barometer::plugin {

namespace {

namespace fs = std::filesystem;

std::string with_origin(std::string text, const fs::path& origin) {
  for (const std::string_view token : {"${ORIGIN}", "$ORIGIN"}) {
    for (std::size_t at = text.find(token); at != text.npos; at = text.find(token, at)) {
      text.replace(at, token.size(), origin.string());
      at += origin.string().size();
    }
  }
  return text;
}

// What the loader passes over: no file, or a library of another kind of machine.
bool would_be_taken(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && is_shared_library(file);
}

std::optional<fs::path> found_at(const fs::path& file) {
  std::error_code error;
  fs::path canonical = fs::canonical(file, error);
  return !error && would_be_taken(canonical) ? std::optional(canonical) : std::nullopt;
}

// Folders stand between colons, in LD_LIBRARY_PATH between semicolons as well; an empty one is the
// working folder.
std::optional<fs::path> found_in(std::string_view folders, const fs::path& origin,
                                 const std::string& name) {
  while (true) {
    const std::size_t end = folders.find_first_of(":;");
    const std::string folder = with_origin(std::string(folders.substr(0, end)), origin);
    if (auto found = found_at(fs::path(folder.empty() ? "." : folder) / name)) {
      return found;
    }
    if (end == folders.npos) {
      return std::nullopt;
    }
    folders.remove_prefix(end + 1);
  }
}

std::optional<fs::path> found_by_rpath(const std::string& name,
                                       std::span<const NeedyLibrary> chain) {
  for (auto library = chain.rbegin(); library != chain.rend(); ++library) {
    if (library->rpath && !library->runpath) {
      if (auto found = found_in(*library->rpath, library->folder, name)) {
        return found;
      }
    }
  }
  return std::nullopt;
}

std::optional<fs::path> found_by_cache(const std::string& name) {
  for (const fs::path& path : cached_libraries(name)) {
    if (auto found = found_at(path)) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace

NeedyLibrary needy_library(const fs::path& copy, const fs::path& path) {
  const ElfFile file(copy);
  NeedyLibrary library{path.parent_path()};
  for (const std::int64_t tag : {DT_NEEDED, DT_FILTER, DT_AUXILIARY}) {
    std::vector<std::string>& names = tag == DT_AUXILIARY ? library.takes : library.needs;
    for (const std::uint64_t name : file.all_dynamic(tag)) {
      names.push_back(file.text(name));
    }
  }
  for (const std::uint64_t name : file.all_dynamic(DT_SONAME)) {
    library.soname = file.text(name);
  }
  for (const std::uint64_t text : file.all_dynamic(DT_RPATH)) {
    library.rpath = file.text(text);
  }
  for (const std::uint64_t text : file.all_dynamic(DT_RUNPATH)) {
    library.runpath = file.text(text);
  }
  return library;
}

std::optional<fs::path> find_needed(const std::string& name, std::span<const NeedyLibrary> chain) {
  const NeedyLibrary& last = chain.back();
  if (name.find('/') != name.npos) {
    return found_at(with_origin(name, last.folder));
  }
  if (!last.runpath) {
    if (auto found = found_by_rpath(name, chain)) {
      return found;
    }
  }
  if (const char* folders = std::getenv("LD_LIBRARY_PATH"); folders != nullptr && *folders != 0) {
    if (auto found = found_in(folders, program_folder(), name)) {
      return found;
    }
  }
  if (last.runpath) {
    if (auto found = found_in(*last.runpath, last.folder, name)) {
      return found;
    }
  }
  return found_by_cache(name);
}

bool is_system_library(const fs::path& path) {
  constexpr std::array<std::string_view, 8> kFolders{"/lib/",       "/lib32/",     "/lib64/",
                                                     "/libx32/",    "/usr/lib/",   "/usr/lib32/",
                                                     "/usr/lib64/", "/usr/libx32/"};
  const std::string text = path.string();
  return std::any_of(kFolders.begin(), kFolders.end(),
                     [&text](std::string_view folder) { return text.starts_with(folder); });
}

}  // namespace barometer::plugin
