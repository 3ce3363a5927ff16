// SPDX-License-Identifier: Apache-2.0
#include "profile/process_json.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

profile::ProcessReport report() {
  profile::ProcessReport report;
  report.times = {{101.5, 0.1 + 0.2, 99}, 14'000, {{98.25, 900}, {130, 100}}};
  report.executed = {10, 40, {"volatility", "trend"}, {"trend"}, 30, 10, 3, 2, "abcd"};
  report.facts = {{{"kernel", "6.1"}, {"engine", "x"}}, {{"load", "0.1"}}};
  report.clock = "tsc";
  report.clock_read_ns = 10.5;
  report.probe_reads = 2;
  report.block_bars = 4000;
  report.cold_steps = 3;
  report.cold_bars = 7;
  report.padding = 77;
  return report;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a report survives its way between two processes to the bit") {
  CHECK(profile::process_report(to_text(report()), "it") == report());
}

TEST_CASE("keys that a newer program added are ignored") {
  CHECK(profile::process_report(replaced(to_text(report()), "{", "{\"colour\":\"blue\","), "it") ==
        report());
}

TEST_CASE("a program that does not tell its clock's cost can be raced") {
  const std::string older = replaced(profile::to_text(report()), "\"clock_read_ns\":10.5,", "");
  CHECK(profile::process_report(older, "it").clock_read_ns == 0);
}

TEST_CASE("text that is no report is refused, naming who sent it") {
  const std::string good = profile::to_text(report());
  for (const std::string& bad :
       {std::string("oops"), std::string(), good.substr(0, good.size() / 2),
        replaced(good, "\"protocol\":1", "\"protocol\":2"), replaced(good, "101.5", "-101.5"),
        replaced(good, "101.5", "null"), replaced(good, "\"clock\"", "\"clack\"")}) {
    CHECK_THROWS_AS(profile::process_report(bad, "process 3"), core::Error);
  }
}

TEST_CASE("a count that is no whole number from 0 on is refused") {
  const std::string good = profile::to_text(report());
  for (const std::string count : {"3.44444e+19", "18446744073709551615", "-3", "3.5", "null"}) {
    CHECK_THROWS_AS(
        profile::process_report(replaced(good, "\"orders\":3", "\"orders\":" + count), "it"),
        core::Error);
    CHECK_THROWS_AS(
        profile::process_report(replaced(good, "\"cold_bars\":7", "\"cold_bars\":" + count), "it"),
        core::Error);
    CHECK_THROWS_AS(profile::process_report(replaced(good, ",900]", "," + count + "]"), "it"),
                    core::Error);
  }
}

TEST_CASE("cold steps of every replay travel beside the times that hold them") {
  profile::ProcessReport kept = report();
  kept.times.whole_ns = {201.5, 5, 199};
  kept.times.replay_cold_ns = 4'000;
  const std::string text = to_text(kept);
  CHECK(profile::process_report(text, "it") == kept);
  // An older program reads what it always read: the times with everything in them.
  CHECK(text.find("\"blocks_ns_per_bar\":[201.5,5.0,199.0]") != std::string::npos);
  const std::string short_of_one = replaced(text, "[201.5,5.0,199.0]", "[201.5,5.0]");
  CHECK_THROWS_AS(profile::process_report(short_of_one, "it"), core::Error);
}
