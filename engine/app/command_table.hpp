// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/compare_command.hpp"
#include "app/data_command.hpp"
#include "app/exit_code.hpp"
#include "app/gate_command.hpp"
#include "app/init_command.hpp"
#include "app/new_command.hpp"
#include "app/report_command.hpp"
#include "app/run_arguments.hpp"
#include "app/runs_command.hpp"
#include "app/study_command.hpp"
#include "app/synth_command.hpp"
#include "app/tag_command.hpp"
#include "app/verify_command.hpp"
#include "profiler/child.hpp"
#include "profiler/options.hpp"

namespace CLI {
class App;
}

namespace barometer::app {

// What the arguments of all commands are read into; a command reads its own part.
struct CommandLine {
  RunArguments run;
  TagOptions tag;
  GateArguments gate;
  std::optional<std::filesystem::path> picture;
  std::optional<std::filesystem::path> confine;  // all that is read and written is in there
  SynthOptions synth;
  NewOptions project;
  InitOptions init;
  DataOptions data;
  VerifyOptions verify;
  RunsOptions runs;
  CompareOptions compare;
  ReportOptions report;
  StudyArguments study;
  std::string shell;
  profiler::ProfileOptions profile;
  profiler::ProfileChildOptions child;
  bool json = false;              // `check`: one JSON document in place of text
  bool supervised = true;         // what loads plug-ins runs in a process of its own
  bool ends_with_parent = false;  // the program itself has started it
};

// One command of the program. Help, footer, suggestions and the list in docs/cli.md come from these
// entries (a test compares the last).
struct CommandEntry {
  const char* name;
  const char* help;
  const char* example;  // NULL: the command is for the program's own use and is not shown
  void (*add_arguments)(CLI::App&, CommandLine&);
  ExitCode (*action)(CommandLine&);
  const char* first = "";     // what its first argument may be, where that is one of a few words
  bool loads_plugins = true;  // in a process that has to be watched
};

// In the order in which they are listed.
std::span<const CommandEntry> command_table();

// What its arguments are, with those that every command has, and its examples.
void add_arguments(const CommandEntry& command, CLI::App& app, CommandLine& line);

// Names of the commands that are shown.
std::vector<std::string> command_names();

}  // namespace barometer::app
