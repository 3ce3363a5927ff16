// SPDX-License-Identifier: Apache-2.0
#include "app/cli.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "app/command_table.hpp"
#include "app/confine.hpp"
#include "app/exit_code.hpp"
#include "app/interrupt.hpp"
#include "app/perform.hpp"
#include "app/standard_streams.hpp"
#include "app/supervise.hpp"
#include "core/nearest_name.hpp"
#include "plugin/host_state.hpp"
#include "plugin/search.hpp"
#include "report/build_info.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

std::string footer() {
  std::string text = "examples:\n";
  for (const CommandEntry& command : command_table()) {
    if (command.example != nullptr) {
      text += fmt::format("  {}\n", command.example);
    }
  }
  text += "\nexit codes:\n";
  for (const ExitCodeEntry& entry : exit_code_table()) {
    text += fmt::format("  {:<4} {}\n", static_cast<int>(entry.code), entry.meaning);
  }
  text.pop_back();
  return text;
}

std::string version_text() {
  const report::BuildInfo& build = report::build_info();
  return fmt::format("barometer {} ({}, {})", build.version, build.compiler, build.type);
}

// CLI11 only says that a subcommand is missing; this names the nearest one.
std::optional<std::string> unknown_command(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    return std::nullopt;
  }
  const std::string word = argv[1];
  for (const CommandEntry& command : command_table()) {
    if (word == command.name) {
      return std::nullopt;
    }
  }
  return "unknown command '" + word + "'; " + core::suggestion(word, command_names());
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

// The same of an option: which command has it not, and what has it instead.
std::optional<std::string> unknown_option(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    for (const std::string& word : command->remaining()) {
      const std::string name = word.substr(0, word.find('='));
      if (name.starts_with("-")) {
        return fmt::format("'{}' has no option '{}'; {}", command->get_name(), name,
                           core::suggestion(name, option_names(*command)));
      }
    }
  }
  return std::nullopt;
}

// A plug-in may change the working folder: what is needed later is named from the root before one
// is loaded. What a config names starts in config::DataConfig::folder.
void make_absolute(std::filesystem::path& path) {
  std::error_code error;  // there is no working folder: it stays as it is, and leads nowhere
  const std::filesystem::path whole = std::filesystem::absolute(path, error);
  path = error || path.empty() ? path : whole;
}

void make_absolute_paths(CommandLine& line) {
  profiler::ProfileOptions& profile = line.profile;
  for (std::optional<std::filesystem::path>* path :
       {&line.run.out, &line.tag.file, &line.picture, &line.study.json, &profile.baseline,
        &profile.against, &profile.save, &profile.import_file, &profile.json, &profile.html,
        &profile.svg}) {
    if (*path) {
      make_absolute(**path);
    }
  }
}

// The program's environment and its interrupt flag, for every command that asks.
CommandLine fresh_line() {
  CommandLine line;
  const char* variable = std::getenv("BAROMETER_PLUGIN_PATH");
  auto folders = plugin::folders_of_path(variable == nullptr ? "" : variable);
  std::ranges::for_each(folders, make_absolute);
  for (backtest::ConfigSource* source :
       {&line.run.source, &line.profile.subject.source, &line.child.subject.source}) {
    source->plugin_folders = folders;
  }
  line.verify.request.folders = folders;
  line.profile.subject.stop = &interrupted();
  line.child.subject.stop = &interrupted();
  return line;
}

void add_commands(CLI::App& app, CommandLine& line, std::function<ExitCode()>& action) {
  for (const CommandEntry& command : command_table()) {
    CLI::App& sub = *app.add_subcommand(command.name, command.help);
    if (command.example == nullptr) {
      sub.group("");  // hidden
    }
    add_arguments(command, sub, line);
    sub.callback([&command, &line, &action] {
      action = [&command, &line] { return command.action(line); };
      line.supervised = line.supervised && command.loads_plugins;
      line.ends_with_parent = command.example == nullptr && command.loads_plugins;
    });
  }
}

// Help, the version, or what is wrong with the arguments.
int report_parsed(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = app.exit(error, out, err) == 0 ? ExitCode::ok : ExitCode::bad_input;
  return perform([&] {
    report::print_folded(out.str());
    report::print_error(err.str());
    return code;
  });
}

// Before anything is opened or loaded.
void prepare(CommandLine& line) {
  make_absolute_paths(line);
  if (line.confine) {
    close_inherited_descriptors();
  }
  if (line.ends_with_parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // it writes nothing that could be left half
  }
}

// What `--confine` asks for, before any thread and plug-in. The config is the user's own choice,
// wherever it lies, and so are the folders of BAROMETER_PLUGIN_PATH.
void confine_if_asked(const CommandLine& line) {
  if (line.confine) {
    std::vector<std::filesystem::path> also_read = line.run.source.plugin_folders;
    also_read.push_back(line.run.source.file);
    also_read.push_back(line.profile.subject.source.file);
    also_read.push_back(line.data.target);
    confine(*line.confine, also_read);
  }
}

// Whatever plug-ins did to the process is put back before anything is written, and told.
int work(const std::function<ExitCode()>& action) {
  plugin::keep_host_state();
  const int code = perform(action);
  for (const std::string& change : plugin::host_changes()) {
    report::print_error(fmt::format("barometer: warning: {}\n", change));
  }
  return code;
}

}  // namespace

int run_cli(int argc, char** argv) {
  open_standard_streams();
  catch_interrupts();
  CLI::App app("Barometer: backtests of regime-aware strategies, bar by bar", "barometer");
  app.set_version_flag("--version", version_text());
  app.footer(footer());
  app.require_subcommand(1);
  CommandLine line = fresh_line();
  std::function<ExitCode()> action;
  add_commands(app, line, action);
  if (const auto unknown = unknown_command(argc, argv)) {
    return report_error(ExitCode::bad_input, *unknown);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError& error) {
    const auto unknown = unknown_option(app);
    return unknown ? report_error(ExitCode::bad_input, *unknown) : report_parsed(app, error);
  } catch (const CLI::ParseError& error) {
    return report_parsed(app, error);
  }
  prepare(line);
  const auto confined = [&] {
    confine_if_asked(line);
    return action();
  };
  return line.supervised ? supervise([&] { return work(confined); }) : work(confined);
}

}  // namespace barometer::app
