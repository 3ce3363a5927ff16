// SPDX-License-Identifier: Apache-2.0
// A plug-in that ends the process is named with the law at which it did.
#include "conformance/law_process.hpp"

#include <atomic>

#include "conformance/verified.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/sanitized.hpp"

using namespace barometer_test;
using conformance::LawOutcome;

namespace {

conformance::VerifyReport tried(const std::string& plugin, const std::string& sin,
                                std::chrono::seconds deadline = std::chrono::seconds(60)) {
  const std::string key = plugin == "lawless_tagger" ? "regime" : "strategy";
  const std::atomic<bool> never{false};
  return conformance::verify_in_processes(
      {.program = kBuild + "/barometer",
       .arguments = {"verify-child", kBuild + "/tests/fixtures/" + plugin + ".so", "--set",
                     key + ".params.sin=" + sin},
       .deadline = deadline},
      never);
}

// How a signal is told of.
std::string by(const char* how) {
  return kSanitized && std::string(how).starts_with("signal") ? "it ended with" : how;
}

std::string seen_of_answers(const conformance::VerifyReport& report) {
  return report_on(report.laws, "answers").breach.second;
}

}  // namespace

TEST_CASE("a process that keeps every law is one process with a report for each") {
  const conformance::VerifyReport report = tried("lawless_tagger", "none");
  CHECK(report.header.plugin == "lawless_tagger 1.0.0 (regime)");
  CHECK(report.laws.size() == report.header.laws.size());
  CHECK(laws_with(report.laws, LawOutcome::broken).empty());
}

TEST_CASE("a crash, an abort and an exit are named, and the rest is not tried in vain") {
  for (const auto& [sin, how] : {std::pair{"segv", "signal 11"}, std::pair{"aborts", "signal 6"},
                                 std::pair{"exits", "exit code 0"}}) {
    const conformance::VerifyReport report = tried("lawless_tagger", sin);
    INFO(sin << ": " << seen_of_answers(report));
    CHECK(laws_with(report.laws, LawOutcome::broken) == "answers ");
    CHECK(seen_of_answers(report).find(by(how)) != std::string::npos);
    CHECK(report.laws.size() == report.header.laws.size());
  }
}

TEST_CASE("who writes bars of the host, or exits in a step, is named") {
  CHECK(seen_of_answers(tried("lawless_strategy", "writes_bars")).find(by("signal 11")) !=
        std::string::npos);
  CHECK(seen_of_answers(tried("lawless_strategy", "exits")).find("exit code 0") !=
        std::string::npos);
}

TEST_CASE("a law at which the plug-in does not return ends at the deadline") {
  const conformance::VerifyReport report =
      tried("lawless_tagger", "hangs", std::chrono::seconds(5));
  CHECK(seen_of_answers(report).find("no answer within 5 s") != std::string::npos);
}

TEST_CASE("after a crash in a later law the others are tried in another process") {
  const conformance::VerifyReport report = tried("lawless_tagger", "segv_saving");
  CHECK(laws_with(report.laws, LawOutcome::broken) == "state float_mode ");
  CHECK(report_on(report.laws, "foreign_state").note.starts_with("mend `state` first"));
  CHECK(report_on(report.laws, "bad_bars").outcome == LawOutcome::holds);
}

TEST_CASE("the next process is told what was tried and which of it is broken") {
  using Words = std::vector<std::string>;
  CHECK(conformance::words_of({}) == Words{"--first", "0"});
  CHECK(conformance::words_of({7, {"state", "block"}}) ==
        Words{"--first", "7", "--broken", "state,block"});
}

TEST_CASE("a plug-in that dies before the first law is refused") {
  try {
    tried("lawless_tagger", "segv_describe");
    FAIL("it was not refused");
  } catch (const barometer::core::Error& error) {
    CHECK(error.kind() == barometer::core::ErrorKind::plugin_failed);
    CHECK(std::string(error.what()).find("ended the process") != std::string::npos);
  }
}

TEST_CASE("what the process refuses is thrown here") {
  try {
    tried("lawless_tagger", "refuses");
    FAIL("it was not refused");
  } catch (const barometer::core::Error& error) {
    CHECK(error.kind() == barometer::core::ErrorKind::bad_input);
  }
}

TEST_CASE("an interrupt ends the process") {
  const std::atomic<bool> stopped{true};
  try {
    conformance::verify_in_processes({.program = "/bin/sh", .arguments = {"-c", "exit 0"}},
                                     stopped);
    FAIL("it was not stopped");
  } catch (const barometer::core::Error& error) {
    CHECK(error.kind() == barometer::core::ErrorKind::interrupted);
  }
}
