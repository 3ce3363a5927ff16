// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/command_table.hpp"

// The arguments of each command; command_table.cpp names them.

namespace barometer::app {

// CONFIG, --set, --threads and --quiet.
void add_config_arguments(CLI::App& command, CommandLine& line);

void add_check_arguments(CLI::App& command, CommandLine& line);
void add_run_arguments(CLI::App& command, CommandLine& line);
void add_study_arguments(CLI::App& command, CommandLine& line);
void add_tag_arguments(CLI::App& command, CommandLine& line);
void add_regimes_arguments(CLI::App& command, CommandLine& line);
void add_runs_arguments(CLI::App& command, CommandLine& line);
void add_compare_arguments(CLI::App& command, CommandLine& line);
void add_report_arguments(CLI::App& command, CommandLine& line);
void add_gate_arguments(CLI::App& command, CommandLine& line);
void add_synth_arguments(CLI::App& command, CommandLine& line);
void add_plugins_arguments(CLI::App& command, CommandLine& line);
void add_verify_child_arguments(CLI::App& command, CommandLine& line);
void add_new_arguments(CLI::App& command, CommandLine& line);
void add_init_arguments(CLI::App& command, CommandLine& line);
void add_data_arguments(CLI::App& command, CommandLine& line);
void add_completion_arguments(CLI::App& command, CommandLine& line);
void add_profile_arguments(CLI::App& command, CommandLine& line);
void add_profile_child_arguments(CLI::App& command, CommandLine& line);

}  // namespace barometer::app
