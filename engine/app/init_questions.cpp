// SPDX-License-Identifier: Apache-2.0
#include "app/init_questions.hpp"

#include <fmt/format.h>

#include <charconv>
#include <istream>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

void print_question(const sniffer::OpenQuestion& question, const sniffer::BarsByAnswer& bars) {
  report::print_folded(fmt::format("\n{}: {}\n", question.key, question.asks));
  const auto shown = bars.find(question.key);
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    const sniffer::Answer& answer = question.answers[i];
    report::print_folded(fmt::format("  {}  {}  ({})\n", i + 1, answer.value, answer.why));
    if (shown != bars.end()) {
      for (const std::string& bar : shown->second.at(i)) {
        report::print_folded(fmt::format("       {}\n", bar));
      }
    }
  }
  report::print("number, or another value; nothing leaves it open: ");
}

// "2" is the second answer; anything else a value of the user's own.
sniffer::Answer meant(const sniffer::OpenQuestion& question, const std::string& line) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  const bool whole = error == std::errc() && end == line.data() + line.size();
  if (whole && number >= 1 && number <= question.answers.size()) {
    return question.answers[number - 1];
  }
  return {line, ""};
}

}  // namespace

sniffer::Findings ask_questions(sniffer::Findings findings, const sniffer::BarsByAnswer& bars,
                                std::istream& in) {
  const std::vector<sniffer::OpenQuestion> questions = findings.questions;
  for (const sniffer::OpenQuestion& question : questions) {
    print_question(question, bars);
    std::string line;
    if (!std::getline(in, line)) {
      return findings;
    }
    line = std::string(core::trimmed(line));
    if (!line.empty()) {
      findings = sniffer::answered(std::move(findings), question.key, meant(question, line).value,
                                   "as you said");
    }
  }
  return findings;
}

}  // namespace barometer::app
