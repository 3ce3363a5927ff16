// SPDX-License-Identifier: Apache-2.0
#include "profiler/race.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <random>

#include "core/error.hpp"
#include "profile/process_json.hpp"
#include "profiler/child.hpp"
#include "profiler/child_process.hpp"

namespace barometer::profiler {

namespace {

constexpr std::size_t kMostPadding = 4096;

std::vector<std::string> child_arguments(const ProfileOptions& options) {
  std::vector<std::string> words{"profile-child", options.subject.source.file.string(), "--blocks",
                                 std::to_string(options.blocks.value_or(kDefaultBlocks))};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) {
      words.insert(words.end(), {name, value});
    }
  };
  add("--stage", options.subject.stage);
  add("--plugin", options.subject.plugin);
  add("--threads", options.subject.threads > 0 ? std::to_string(options.subject.threads) : "");
  for (const std::string& override : options.subject.source.overrides) {
    add("--set", override);
  }
  return words;
}

// A child's message is passed on unchanged, because it names files and lines.
std::string message_of(const FinishedProcess& process) {
  constexpr std::string_view kPrefix = "barometer: ";
  std::string text = process.errors;
  while (!text.empty() && text.back() == '\n') {
    text.pop_back();
  }
  return text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : text;
}

std::string ending_of(const FinishedProcess& process, const std::filesystem::path& program) {
  constexpr int kKilled = 128;
  return process.exit_code > kKilled
             ? fmt::format("{} was killed by signal {}", program.string(),
                           process.exit_code - kKilled)
             : fmt::format("{} ended with exit code {}", program.string(), process.exit_code);
}

[[noreturn]] void throw_failure(const FinishedProcess& process,
                                const std::filesystem::path& program,
                                const ProfileOptions& options) {
  const std::optional<core::ErrorKind> kind =
      options.child_failure != nullptr ? options.child_failure(process.exit_code) : std::nullopt;
  const std::string message = message_of(process);
  if (kind && !message.empty()) {
    throw core::Error(*kind, core::Fault{"", message, ""});
  }
  const std::string ending = ending_of(process, program);
  throw core::Error(core::ErrorKind::plugin_failed,
                    core::Fault{"", message.empty() ? ending : ending + ": " + message, ""});
}

profile::ProcessReport run_child(const Racer& racer, const std::vector<std::string>& arguments,
                                 std::size_t padding, const ProfileOptions& options) {
  const FinishedProcess process =
      run_process(racer.program, arguments, padding, *options.subject.stop);
  if (process.exit_code != 0) {
    throw_failure(process, racer.program, options);
  }
  return profile::process_report(process.output, racer.program.string());
}

}  // namespace

std::size_t whose_turn(std::size_t turn, std::size_t racers) {
  return racers == 1 ? 0 : ((turn + 1) / 2) % 2;
}

std::filesystem::path this_program() {
  return std::filesystem::read_symlink("/proc/self/exe");
}

std::string unfit(const std::filesystem::path& program, const std::atomic<bool>& stop) {
  const FinishedProcess answer = run_process(program, {"profile-child", "--protocol"}, 0, stop);
  const std::string wanted = fmt::format("{}{}\n", kProtocolLine, profile::kProtocol);
  if (answer.exit_code == 0 && answer.output == wanted) {
    return "";
  }
  if (answer.output.starts_with(kProtocolLine)) {
    return fmt::format(
        "{} speaks another version of the profile protocol ({}); this program "
        "speaks {}",
        program.string(),
        answer.output.substr(kProtocolLine.size(), answer.output.size() - kProtocolLine.size() - 1),
        profile::kProtocol);
  }
  return fmt::format(
      "{} cannot be raced: it was built before `profile` could measure another "
      "program (it has no profile-child)",
      program.string());
}

void race(const ProfileOptions& options, std::vector<Racer>& racers,
          const std::function<bool()>& worth_it) {
  std::random_device device;
  std::uniform_int_distribution<std::size_t> padding(0, kMostPadding);
  const std::vector<std::string> arguments = child_arguments(options);
  const std::size_t turns = options.processes.value_or(kDefaultProcesses) * racers.size();
  for (std::size_t turn = 0; turn < turns; ++turn) {
    Racer& racer = racers[whose_turn(turn, racers.size())];
    racer.reports.push_back(run_child(racer, arguments, padding(device), options));
    const std::size_t done = turn + 1;
    if (options.progress) {
      options.progress(static_cast<double>(done) / static_cast<double>(turns));
    }
    if (done == racers.size() && !worth_it()) {
      return;
    }
  }
}

}  // namespace barometer::profiler
