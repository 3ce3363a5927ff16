// SPDX-License-Identifier: Apache-2.0
#include "conformance/law_process.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "conformance/law_lines.hpp"
#include "conformance/line_process.hpp"
#include "core/error.hpp"

namespace barometer::conformance {

namespace {

constexpr int kMostLate = 2;  // laws without an answer after which the rest is not waited for

// Puts together what several processes tell.
class LawCollector {
 public:
  void take(LawLine line) {
    if (line.refused) {
      throw std::move(*line.refused);
    }
    if (line.begun) {
      report_.header = std::move(*line.begun);
    }
    if (line.trying) {
      trying_ = std::move(line.trying);
    }
    if (line.tried) {
      trying_.reset();
      report_.laws.push_back(std::move(*line.tried));
    }
    ended_ = ended_ || line.ended;
  }

  bool ended() const { return ended_; }

  // Whether the first law has ended the process: so would nearly every other.
  bool dies_at_once() const { return dies_at_once_; }

  TriedBefore tried() const {
    TriedBefore tried{report_.laws.size()};
    for (const LawReport& law : report_.laws) {
      if (law.outcome == LawOutcome::broken) {
        tried.broken.push_back(law.law);
      }
    }
    return tried;
  }

  // The process is gone. Throws where it was at no law.
  void process_died(const std::string& how) {
    if (!trying_) {
      throw core::Error(
          core::ErrorKind::plugin_failed,
          core::Fault{report_.header.file,
                      fmt::format("the plug-in ended the process ({}) while it was loaded, "
                                  "described, or made and destroyed for the first time",
                                  how),
                      "nothing was verified: run `gdb --args barometer plugins` and look at what "
                      "its constructors, describe() and create() do"});
    }
    LawReport report{*trying_, "the plug-in does not end the process in which it is tried",
                     LawOutcome::broken};
    report.breach = {.done = "the law was tried in a process of its own",
                     .where = "",
                     .first = "an answer",
                     .second = "it ended with " + how,
                     .cause =
                         "the plug-in reads or writes memory that is not its own (bars and "
                         "tags of the host are read-only), calls exit() or abort(), or does "
                         "not return",
                     .change = "find the place with gdb or -fsanitize=address (docs/debugging.md)"};
    report_.laws.push_back(std::move(report));
    trying_.reset();
    dies_at_once_ = report_.laws.size() == 1;
  }

  // What is left was not reached.
  VerifyReport finished(const std::string& why) {
    for (std::size_t i = report_.laws.size(); i < report_.header.laws.size(); ++i) {
      report_.laws.push_back({report_.header.laws[i], "", LawOutcome::not_reached, why});
    }
    return std::move(report_);
  }

 private:
  VerifyReport report_;
  std::optional<std::string> trying_;
  bool ended_ = false;
  bool dies_at_once_ = false;
};

}  // namespace

std::vector<std::string> words_of(const TriedBefore& before) {
  std::vector<std::string> words{"--first", std::to_string(before.laws)};
  if (!before.broken.empty()) {
    words.insert(words.end(), {"--broken", fmt::format("{}", fmt::join(before.broken, ","))});
  }
  return words;
}

VerifyReport verify_in_processes(const LawProgram& program, const std::atomic<bool>& stop) {
  LawCollector found;
  int late = 0;
  while (!found.ended()) {
    LineProcess process(program, found.tried());
    while (!found.ended()) {
      const auto line = process.next_line(stop);
      if (!line) {
        break;
      }
      found.take(read_line(*line));
    }
    if (!found.ended()) {
      const std::string how = process.end();
      late += how.starts_with("no answer") ? 1 : 0;
      found.process_died(how);
    }
    if (found.dies_at_once()) {
      return found.finished("the plug-in ends the process when it is called in the plainest way");
    }
    if (late == kMostLate) {
      return found.finished("the plug-in does not return: two laws had no answer");
    }
  }
  return found.finished("");
}

}  // namespace barometer::conformance
