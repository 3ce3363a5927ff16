// SPDX-License-Identifier: Apache-2.0
#include "app/command_table.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

#include "app/causality_command.hpp"
#include "app/check_command.hpp"
#include "app/command_arguments.hpp"
#include "app/compare_command.hpp"
#include "app/completion_command.hpp"
#include "app/data_command.hpp"
#include "app/gate_command.hpp"
#include "app/init_command.hpp"
#include "app/new_command.hpp"
#include "app/plugins_command.hpp"
#include "app/profile_command.hpp"
#include "app/regimes_command.hpp"
#include "app/report_command.hpp"
#include "app/run_command.hpp"
#include "app/runs_command.hpp"
#include "app/study_command.hpp"
#include "report/terminal.hpp"

namespace barometer::app {

namespace {

constexpr std::array kCommands{
    CommandEntry{"run", "run a backtest and write its run folder",
                 "barometer run configs/quickstart.yaml", add_run_arguments,
                 [](CommandLine& line) { return run_command(line.run); }},
    CommandEntry{"study", "run many variants of a config, and judge the best",
                 "barometer study configs/studies/sma_grid.yaml", add_study_arguments,
                 [](CommandLine& line) { return study_command(line.run, line.study); }},
    CommandEntry{"check", "read config, plug-ins and data; run nothing",
                 "barometer check configs/equity_daily.yaml", add_check_arguments,
                 [](CommandLine& line) { return check_command(line.run, line.json); }},
    CommandEntry{"causality", "check that nothing in this run knows the future",
                 "barometer causality configs/quickstart.yaml", add_config_arguments,
                 [](CommandLine& line) { return causality_command(line.run); }},
    CommandEntry{"profile", "measure, and tell whether it got slower",
                 "barometer profile configs/quickstart.yaml --against old/barometer --gate",
                 add_profile_arguments,
                 [](CommandLine& line) { return profile_command(line.profile); }},
    CommandEntry{"profile-child", "one process of a profile", nullptr, add_profile_child_arguments,
                 [](CommandLine& line) { return profile_child_command(line.child); }},
    CommandEntry{"tag", "write the tags of every bar, or score them",
                 "barometer tag configs/quickstart.yaml --score", add_tag_arguments,
                 [](CommandLine& line) { return tag_command(line.run, line.tag); }},
    CommandEntry{"regimes", "how the tags behave, as tables and a picture",
                 "barometer regimes configs/quickstart.yaml --picture regimes.svg",
                 add_regimes_arguments,
                 [](CommandLine& line) { return regimes_command(line.run, line.picture); }},
    CommandEntry{"runs", "what has been run: list, show, note, forget, export",
                 "barometer runs show 17", add_runs_arguments,
                 [](CommandLine& line) { return runs_command(line.runs); },
                 "list show note forget export", false},
    CommandEntry{"compare", "what differs between two runs, and whether by more than chance",
                 "barometer compare runs/before runs/after", add_compare_arguments,
                 [](CommandLine& line) { return compare_command(line.compare); }, "", false},
    CommandEntry{"report", "make the page of a run folder again, and open it",
                 "barometer report runs/mine --open", add_report_arguments,
                 [](CommandLine& line) { return report_command(line.run, line.report); }},
    CommandEntry{"gate", "does knowing the regime help? twins, placebo, thresholds",
                 "barometer gate configs/quickstart.yaml --placebos 200", add_gate_arguments,
                 [](CommandLine& line) { return gate_command(line.run, line.gate, line.picture); }},
    CommandEntry{"synth", "write a synthetic market with its true regimes",
                 "barometer synth markets/one --symbols 4 --seed 7", add_synth_arguments,
                 [](CommandLine& line) { return synth_command(line.synth); }, "", false},
    CommandEntry{"plugins", "list plug-ins, or try the laws on one",
                 "barometer plugins --verify build/my_tagger.so", add_plugins_arguments,
                 [](CommandLine& line) {
                   return line.verify.request.plugin.empty() ? plugins_command(line.run)
                                                             : verify_command(line.verify);
                 }},
    CommandEntry{"verify-child", "the process in which laws are tried", nullptr,
                 add_verify_child_arguments,
                 [](CommandLine& line) { return verify_child_command(line.verify); }, "", false},
    CommandEntry{"new", "write a project for a strategy or tagger of your own",
                 "barometer new strategy my_idea", add_new_arguments,
                 [](CommandLine& line) { return new_command(line.project); }, "strategy tagger",
                 false},
    CommandEntry{"init", "look at files of prices and write a config that reads them",
                 "barometer init prices.csv --out my.yaml", add_init_arguments,
                 [](CommandLine& line) { return init_command(line.init); }, "", false},
    CommandEntry{"data", "show, describe or convert the bars of a config or a file",
                 "barometer data head prices.csv", add_data_arguments,
                 [](CommandLine& line) { return data_command(line.data); }, "head describe convert",
                 false},
    CommandEntry{"completion", "print the completion script of a shell",
                 "barometer completion bash", add_completion_arguments,
                 [](CommandLine& line) { return completion_command(line.shell); }, "bash zsh fish",
                 false},
};

}  // namespace

std::span<const CommandEntry> command_table() {
  return kCommands;
}

void add_arguments(const CommandEntry& command, CLI::App& app, CommandLine& line) {
  app.footer("");  // it has inherited the program's
  command.add_arguments(app, line);
  app.add_flag_callback("--no-color", report::forbid_colour,
                        "no colours, as with NO_COLOR=1 in the environment");
  if (app.get_footer().empty() && command.example != nullptr) {
    app.footer(fmt::format("examples:\n  {}", command.example));
  }
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandEntry& command : kCommands) {
    if (command.example != nullptr) {
      names.emplace_back(command.name);
    }
  }
  return names;
}

}  // namespace barometer::app
