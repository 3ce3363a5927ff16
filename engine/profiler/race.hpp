// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "profile/process_report.hpp"
#include "profiler/options.hpp"

namespace barometer::profiler {

// This program's own file.
std::filesystem::path this_program();

// One side of a race: a program and what its processes reported.
struct Racer {
  std::filesystem::path program;
  std::vector<profile::ProcessReport> reports;
};

// Why this program cannot take part: empty when it speaks this version's protocol. Throws
// Error{bad_input} where it is no program at all.
std::string unfit(const std::filesystem::path& program, const std::atomic<bool>& stop);

// Which of one or two racers the turn (from 0) is: A B B A A B B A ...
std::size_t whose_turn(std::size_t turn, std::size_t racers);

// Runs so many processes of each racer as the options say, one at a time. Two racers take turns A B
// B A A B B A, so that a machine that slows down slows both. Once each has reported for the first
// time, `worth_it` may end the race there. A child that finds bad input, fails in a plug-in, cannot
// write or is interrupted is thrown as it says it; one that ends in any other way as
// Error{plugin_failed}, since its code is no verdict.
void race(const ProfileOptions& options, std::vector<Racer>& racers,
          const std::function<bool()>& worth_it);

}  // namespace barometer::profiler
