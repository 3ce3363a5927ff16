// SPDX-License-Identifier: Apache-2.0
#include "app/profile_race.hpp"

#include <fmt/format.h>

#include <atomic>
#include <random>

#include "app/child_process.hpp"
#include "app/profile_child.hpp"
#include "app/progress.hpp"
#include "profile/process_json.hpp"

namespace barometer {

namespace {

constexpr std::size_t kMostPadding = 4096;

std::vector<std::string> child_arguments(const ProfileOptions& options) {
  std::vector<std::string> words{"profile-child", options.run.config.string(), "--blocks",
                                 std::to_string(options.blocks)};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) {
      words.insert(words.end(), {name, value});
    }
  };
  add("--stage", options.stage);
  add("--plugin", options.plugin);
  add("--threads", options.run.threads ? std::to_string(*options.run.threads) : "");
  for (const std::string& override : options.run.overrides) {
    add("--set", override);
  }
  return words;
}

// A child's message is told as it is; it names files and lines.
std::string message_of(const FinishedProcess& process) {
  constexpr std::string_view kPrefix = "barometer: ";
  std::string text = process.errors;
  while (!text.empty() && text.back() == '\n') {
    text.pop_back();
  }
  return text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : text;
}

ProcessReport run_child(const Racer& racer, const std::vector<std::string>& arguments,
                        std::size_t padding) {
  const FinishedProcess process = run_process(racer.program, arguments, padding);
  if (process.exit_code != 0) {
    const std::string message = message_of(process);
    throw Error(static_cast<ExitCode>(process.exit_code),
                Fault{"",
                      message.empty() ? fmt::format("{} ended with exit code {}",
                                                    racer.program.string(), process.exit_code)
                                      : message,
                      ""});
  }
  return process_report(process.output, racer.program.string());
}

// A B B A A B B A ...
std::size_t whose_turn(std::size_t turn, std::size_t racers) {
  return racers == 1 ? 0 : ((turn + 1) / 2) % 2;
}

}  // namespace

std::filesystem::path this_program() {
  return std::filesystem::read_symlink("/proc/self/exe");
}

std::string unfit(const std::filesystem::path& program) {
  const FinishedProcess answer = run_process(program, {"profile-child", "--protocol"}, 0);
  const std::string wanted = fmt::format("{}{}\n", kProtocolLine, kProtocol);
  if (answer.exit_code == 0 && answer.output == wanted) {
    return "";
  }
  if (answer.output.starts_with(kProtocolLine)) {
    return fmt::format(
        "{} speaks another version of the profile protocol ({}); this program "
        "speaks {}",
        program.string(),
        answer.output.substr(kProtocolLine.size(), answer.output.size() - kProtocolLine.size() - 1),
        kProtocol);
  }
  return fmt::format(
      "{} cannot be raced: it was built before `profile` could measure another "
      "program (it has no profile-child)",
      program.string());
}

void race(const ProfileOptions& options, std::vector<Racer>& racers) {
  std::random_device device;
  std::uniform_int_distribution<std::size_t> padding(0, kMostPadding);
  const std::vector<std::string> arguments = child_arguments(options);
  const std::size_t turns = options.processes * racers.size();
  std::atomic<std::size_t> done{0};
  const ProgressBar bar(
      "profiling",
      [&done, turns] { return static_cast<double>(done) / static_cast<double>(turns); },
      !options.run.quiet);
  for (std::size_t turn = 0; turn < turns; ++turn) {
    Racer& racer = racers[whose_turn(turn, racers.size())];
    racer.reports.push_back(run_child(racer, arguments, padding(device)));
    ++done;
  }
}

}  // namespace barometer
