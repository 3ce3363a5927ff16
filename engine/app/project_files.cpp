// SPDX-License-Identifier: Apache-2.0
#include "app/project_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/project_name.hpp"
#include "app/project_templates.hpp"
#include "core/shell_word.hpp"
#include "report/build_info.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

using Replacements = std::vector<std::pair<std::string, std::string>>;

// In one pass, so that what was put in is never looked at again.
std::string replaced(std::string_view text, const Replacements& replacements) {
  std::string result;
  while (!text.empty()) {
    const auto found =
        std::find_if(replacements.begin(), replacements.end(),
                     [&](const auto& entry) { return text.starts_with(entry.first); });
    const bool is_word = found != replacements.end();
    result += is_word ? found->second : std::string(text.substr(0, 1));
    text.remove_prefix(is_word ? found->first.size() : 1);
  }
  return result;
}

// The licence is that of the template's own repository.
std::string_view without_licence(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.find("SPDX-License-Identifier") == line.npos ? text : text.substr(line.size() + 1);
}

// A text on the right of an assignment in a Makefile.
std::string make_value(const std::string& text) {
  return replaced(text, {{"$", "$$"}, {"#", "\\#"}});
}

// "0.1": plug-ins are compatible within a minor version.
std::string minor_version() {
  const std::string version(report::build_info().version);
  return version.substr(0, version.find('.', version.find('.') + 1));
}

Replacements replacements_of(const ProjectPlan& plan) {
  const ProjectCommands commands = project_commands(plan);
  const std::string type = project_class(plan.kind, plan.name);
  return {{"my_plugin", plan.name},
          {"my_strategy", plan.name},
          {"my_tagger", plan.name},
          {"MyStrategy", type},
          {"MyTagger", type},
          {"@BUILD@", commands.build},
          {"@RUN@", commands.run},
          {"@TEST@", commands.test},
          {"@BAROMETER@", commands.program},
          {"@VERSION@", minor_version()},
          {"@PACKAGE@", make_value(plan.package.root.string())},
          {"@PROGRAM@", plan.package.program},
          {"@LIBRARIES@", plan.package.libraries}};
}

bool belongs(const ProjectPlan& plan, std::string_view folder, std::string_view file) {
  if (folder != "project") {
    return folder == plan.kind;
  }
  return file == (plan.makefile ? "Makefile" : "CMakeLists.txt");
}

}  // namespace

PackagePlace package_place(const fs::path& folder) {
  if (fs::exists(folder / "BarometerConfig.cmake")) {
    return {folder, "barometer", "."};
  }
  return {folder.parent_path(), (folder.filename() / "barometer").string(), "lib"};
}

ProjectCommands project_commands(const ProjectPlan& plan) {
  const fs::path& root = plan.package.root;
  const std::string program =
      fmt::format("BAROMETER_PLUGIN_PATH={} {}", plan.makefile ? "." : "build",
                  core::shell_word((root / plan.package.program).string()));
  if (plan.makefile) {
    return {"make", "make run", "make test", program};
  }
  return {fmt::format("cmake -S . -B build -DCMAKE_PREFIX_PATH={} && cmake --build build -j",
                      core::shell_word(root.string())),
          fmt::format("{} run {}.yaml", program, plan.name),
          "ctest --test-dir build --output-on-failure", program};
}

std::vector<ProjectFile> project_files(const ProjectPlan& plan) {
  const Replacements replacements = replacements_of(plan);
  std::vector<ProjectFile> files;
  for (const ProjectTemplate& each : project_templates()) {
    const fs::path path = each.path;
    if (belongs(plan, path.parent_path().string(), path.filename().string())) {
      files.push_back({replaced(path.filename().string(), replacements),
                       replaced(without_licence(each.text), replacements)});
    }
  }
  return files;
}

}  // namespace barometer::app
