// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/profile_options.hpp"
#include "profile/process_report.hpp"

namespace barometer {

// This program's own file.
std::filesystem::path this_program();

// One side of a race: a program and what its processes reported.
struct Racer {
  std::filesystem::path program;
  std::vector<ProcessReport> reports;
};

// Why this program cannot take part: empty when it speaks this version's protocol. Throws
// Error{bad_input} where it is no program at all.
std::string unfit(const std::filesystem::path& program);

// Runs options.processes processes of each racer, one at a time. Two racers take turns A B B A A B
// B A, so that a machine that slows down slows both. Throws a child's own error with its exit code.
void race(const ProfileOptions& options, std::vector<Racer>& racers);

}  // namespace barometer
