// SPDX-License-Identifier: Apache-2.0
#include "plugin/search.hpp"

#include <algorithm>
#include <boost/dll/runtime_symbol_info.hpp>
#include <cstdlib>
#include <set>
#include <string_view>

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

}  // namespace

std::vector<fs::path> plugin_folders() {
  std::vector<fs::path> folders;
  const char* variable = std::getenv("BAROMETER_PLUGIN_PATH");
  std::string_view rest = variable == nullptr ? "" : variable;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    add_if_folder(rest.substr(0, end), folders);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const fs::path here = boost::dll::program_location().parent_path().string();
  add_if_folder(here / "plugins", folders);
  add_if_folder(here / ".." / "lib" / "barometer" / "plugins", folders);
  return folders;
}

std::vector<fs::path> installed_plugins() {
  std::vector<fs::path> files;
  std::set<std::string> seen;
  for (const fs::path& folder : plugin_folders()) {
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

fs::path find_plugin(const std::string& name, const std::string& where) {
  if (name.find('/') != std::string::npos) {
    return name;
  }
  const std::vector<fs::path> files = installed_plugins();
  for (const fs::path& file : files) {
    if (file.stem() == name) {
      return file;
    }
  }
  std::string searched;
  for (const fs::path& folder : plugin_folders()) {
    searched += (searched.empty() ? "" : ", ") + folder.string();
  }
  throw core::Error(
      core::ErrorKind::bad_input,
      core::Fault{where,
                  "there is no plug-in '" + name + "'; " + core::suggestion(name, names_of(files)),
                  "searched: " + (searched.empty() ? "no folder" : searched) +
                      "; set BAROMETER_PLUGIN_PATH or write a path with a slash"});
}

}  // namespace barometer::plugin
