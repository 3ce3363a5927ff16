// SPDX-License-Identifier: Apache-2.0
#include "app/new_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/interrupt.hpp"
#include "app/project_files.hpp"
#include "app/project_name.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "core/shell_word.hpp"
#include "plugin/search.hpp"
#include "report/run_folder.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

void check_kind(const std::string& kind) {
  const std::vector<std::string> kinds{"strategy", "tagger"};
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", "new: expected strategy or tagger, found '" + kind + "'",
                                  core::suggestion(kind, kinds)});
  }
}

std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  for (const fs::path& file : plugin::installed_plugins()) {
    names.push_back(file.stem().string());
  }
  return names;
}

void refuse_taken(const fs::path& folder) {
  if (folder.empty()) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", "new: --out: expected a folder, found nothing",
                                  "leave --out away for a folder of the plug-in's name"});
  }
  report::refuse_existing(folder, "a project is never written over what is there",
                          "folder with --out");
}

void tell_next_steps(const ProjectPlan& plan, const fs::path& folder,
                     const std::vector<ProjectFile>& files) {
  std::string names;
  for (const ProjectFile& file : files) {
    names += (names.empty() ? "" : ", ") + file.name;
  }
  report::print_folded(fmt::format("{} {} in {}: {}\nbuild it, run it, test it:\n", plan.kind,
                                   plan.name, folder.string(), names));
  const ProjectCommands commands = project_commands(plan);
  report::print(fmt::format("  cd {}\n  {}\n  {}\n  {}\n", core::shell_word(folder.string()),
                            commands.build, commands.run, commands.test));
}

}  // namespace

ExitCode new_command(const NewOptions& options) {
  check_kind(options.kind);
  check_project_name(options.kind, options.name, shipped_names());
  const fs::path out = options.out.value_or(options.name);
  refuse_taken(out);
  const ProjectPlan plan{options.kind, options.name, options.makefile,
                         package_place(plugin::program_folder())};
  const std::vector<ProjectFile> files = project_files(plan);
  report::RunFolder folder(out, [] { return interrupted().load(); });
  for (const ProjectFile& file : files) {
    folder.write(file.name, [&](const report::Sink& sink) { sink(file.text); });
  }
  folder.publish();
  tell_next_steps(plan, folder.target(), files);
  return ExitCode::ok;
}

}  // namespace barometer::app
