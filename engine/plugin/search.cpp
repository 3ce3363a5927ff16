// SPDX-License-Identifier: Apache-2.0
#include "plugin/search.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <boost/dll/runtime_symbol_info.hpp>
#include <set>

#include "core/error.hpp"
#include "core/nearest_name.hpp"

namespace barometer::plugin {

namespace {

namespace fs = std::filesystem;

void add_if_folder(const fs::path& path, std::vector<fs::path>& folders) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    folders.push_back(path);
  }
}

std::vector<fs::path> libraries_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".so") {
      files.push_back(entry.path());
    }
  }
  return files;
}

std::vector<std::string> names_of(const std::vector<fs::path>& files) {
  std::vector<std::string> names;
  for (const fs::path& file : files) {
    names.push_back(file.stem().string());
  }
  return names;
}

void add_usual(const fs::path& here, std::vector<fs::path>& folders) {
  add_if_folder(here / "plugins", folders);
  add_if_folder(here / ".." / "lib" / "barometer" / "plugins", folders);
}

// The folder of the shared library that this code is part of; empty or the program's own folder
// where it is part of the program, which the loader names as it was typed: perhaps without a
// folder.
fs::path library_folder() {
  Dl_info info{};
  static const char here = 0;
  if (::dladdr(&here, &info) == 0 || info.dli_fname == nullptr ||
      !fs::path(info.dli_fname).has_parent_path()) {
    return {};
  }
  std::error_code error;
  return fs::canonical(info.dli_fname, error).parent_path();
}

}  // namespace

std::vector<fs::path> folders_of_path(std::string_view path) {
  std::vector<fs::path> folders;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find(':'), path.size());
    if (end > 0) {
      folders.emplace_back(path.substr(0, end));
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return folders;
}

fs::path program_folder() {
  return boost::dll::program_location().parent_path().string();
}

std::vector<fs::path> plugin_folders(std::span<const fs::path> first) {
  std::vector<fs::path> folders;
  for (const fs::path& folder : first) {
    add_if_folder(folder, folders);
  }
  const fs::path program = program_folder();
  add_usual(program, folders);
  if (const fs::path library = library_folder(); !library.empty() && library != program) {
    add_usual(library, folders);
  }
  return folders;
}

std::vector<fs::path> installed_plugins(std::span<const fs::path> first) {
  std::vector<fs::path> files;
  std::set<std::string> seen;
  for (const fs::path& folder : plugin_folders(first)) {
    for (const fs::path& file : libraries_in(folder)) {
      if (seen.insert(file.filename().string()).second) {
        files.push_back(file);
      }
    }
  }
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.filename() < b.filename(); });
  return files;
}

fs::path find_plugin(const std::string& name, const std::string& where,
                     std::span<const fs::path> first) {
  if (name.find('/') != std::string::npos) {
    return name;
  }
  const std::vector<fs::path> files = installed_plugins(first);
  for (const fs::path& file : files) {
    if (file.stem() == name) {
      return file;
    }
  }
  std::string searched;
  for (const fs::path& folder : plugin_folders(first)) {
    searched += (searched.empty() ? "" : ", ") + folder.string();
  }
  throw core::Error(
      core::ErrorKind::bad_input,
      core::Fault{
          where, "there is no plug-in '" + name + "'; " + core::suggestion(name, names_of(files)),
          "searched: " + (searched.empty() ? "no folder" : searched) +
              "; write a path with a slash, or name its folder in "
              "BAROMETER_PLUGIN_PATH (a program that uses the library: in plugin_folders)"});
}

}  // namespace barometer::plugin
