// SPDX-License-Identifier: Apache-2.0
#include "app/init_command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>

#include "app/init_questions.hpp"
#include "app/interrupt.hpp"
#include "app/trial_load.hpp"
#include "core/shell_word.hpp"
#include "report/new_file.hpp"
#include "report/number_text.hpp"
#include "report/standard_output.hpp"
#include "sniffer/config_text.hpp"
#include "sniffer/file_texts.hpp"
#include "sniffer/first_bars.hpp"
#include "sniffer/sniff.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

// What is loaded before the config is handed over; more is left to `barometer check`.
constexpr std::uintmax_t kTrialBytes = std::uintmax_t{64} << 20;

bool somebody_answers() {
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
}

std::uintmax_t size_of(const std::vector<std::string>& paths) {
  std::uintmax_t bytes = 0;
  for (const std::string& path : paths) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    bytes += error ? 0 : size;
  }
  return bytes;
}

fs::path default_name(const sniffer::SniffedFiles& files, const sniffer::Findings& found) {
  return (files.paths.size() == 1 ? found.symbol : "market") + ".yaml";
}

std::string made_by(const std::vector<std::string>& paths) {
  const std::string first = fmt::format("Written by `barometer init` from {}", paths.front());
  return (paths.size() == 1 ? first : fmt::format("{} and {} more", first, paths.size() - 1)) +
         ": what was seen stands behind each line.";
}

// What the file does not show and what is open, then the way on.
std::string report_of(const sniffer::Findings& found, const fs::path& out) {
  std::string text = fmt::format("{}\n", out.string());
  for (const sniffer::ConfigLine& line : found.lines) {
    text += line.value.empty() ? "" : fmt::format("  {}: {}\n", line.key, line.value);
  }
  for (const std::string& each : found.assumed) {
    text += fmt::format("assumed, as no file shows it: {}\n", each);
  }
  for (const std::string& note : found.notes) {
    text += fmt::format("note: {}\n", note);
  }
  return text;
}

ExitCode tell_open(const sniffer::Findings& found, const fs::path& out) {
  std::string text;
  for (const sniffer::OpenQuestion& question : found.questions) {
    std::string answers;
    for (const sniffer::Answer& answer : question.answers) {
      answers += (answers.empty() ? "" : " or ") + answer.value;
    }
    text += fmt::format("to decide: {}: {}\n    write {} behind it in {}\n", question.key,
                        question.asks, answers, out.string());
  }
  report::print_folded(text);
  return ExitCode::bad_input;
}

ExitCode tell_faults(const std::vector<core::Fault>& faults, const std::string& config) {
  constexpr std::size_t kTold = 5;
  std::string text = "the market cannot be loaded by it yet:\n";
  for (std::size_t i = 0; i < std::min(faults.size(), kTold); ++i) {
    text += core::to_string(faults[i]) + "\n";
  }
  if (faults.size() > kTold) {
    text += fmt::format("and {} more\n", faults.size() - kTold);
  }
  report::print_folded(text + "mend it, then:\n");
  report::print(fmt::format("  barometer check {}\n", config));
  return ExitCode::bad_input;
}

std::string bad_rows_question(std::int64_t rows, const core::Fault& first) {
  return fmt::format("{} cannot be {}, the first at {}: {}. Leave {} out?",
                     report::counted(rows, "row"), rows == 1 ? "a bar" : "bars", first.where,
                     first.what, rows == 1 ? "it" : "them");
}

// Rows that are no bars may be left out, if the user says so.
TrialLoad try_config(sniffer::Findings& found, const std::string& name) {
  TrialLoad trial = trial_load(sniffer::config_text(found, ""), name);
  sniffer::Findings lenient = found;
  lenient.add("data.bad_rows", "skip");
  if (!trial.faults.empty()) {
    const TrialLoad skipped = trial_load(sniffer::config_text(lenient, ""), name);
    if (skipped.faults.empty()) {
      found.ask({"data.bad_rows",
                 bad_rows_question(skipped.skipped_rows, trial.faults.front()),
                 {{"skip", "they are left out, and the data report names them"},
                  {"refuse", "no run until the file is mended"}}});
    }
  }
  std::ranges::copy(trial.notes, std::back_inserter(found.notes));
  return trial;
}

ExitCode tell_loaded(const TrialLoad& trial, const std::string& config) {
  if (!trial.faults.empty()) {
    return tell_faults(trial.faults, config);
  }
  report::print_folded(fmt::format("loaded: {}\nnext:\n", trial.counts));
  report::print(fmt::format("  barometer run {}\n", config));
  return ExitCode::ok;
}

ExitCode tell_large(const std::string& config) {
  report::print_folded("too large to be loaded here; next:\n");
  report::print(fmt::format("  barometer check {0}\n  barometer run {0}\n", config));
  return ExitCode::ok;
}

}  // namespace

ExitCode init_command(const InitOptions& options) {
  const sniffer::FileTexts texts(options.files, core::Stop(&interrupted()));
  sniffer::Findings found = sniffer::sniff(texts.files());
  report::NewFile file(options.out.value_or(default_name(texts.files(), found)),
                       [] { return interrupted().load(); });
  sniffer::BarsByAnswer bars = sniffer::first_bars(found, texts.files().texts.front());
  if (somebody_answers()) {
    found = ask_questions(std::move(found), bars, std::cin);
  }
  const std::string name = file.target().string();
  const bool is_small = size_of(texts.files().paths) <= kTrialBytes;
  TrialLoad trial;
  if (found.questions.empty() && is_small) {
    trial = try_config(found, name);
  }
  const std::string yaml = sniffer::config_text(found, made_by(texts.files().paths), bars);
  file.write([&yaml](const report::Sink& sink) { sink(yaml); });
  report::print_folded(report_of(found, file.target()));
  if (!found.questions.empty()) {
    return tell_open(found, file.target());
  }
  return is_small ? tell_loaded(trial, core::shell_word(name)) : tell_large(core::shell_word(name));
}

}  // namespace barometer::app
