// SPDX-License-Identifier: Apache-2.0
#include "profile/measured_side.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

std::vector<profile::ProcessReport> three() {
  std::vector<profile::ProcessReport> reports(3);
  for (profile::ProcessReport& report : reports) {
    report.times.blocks_ns = {100};
    report.facts = {{{"engine", "x"}, {"data", "d"}}, {{"steal time", "0.00 %"}}};
    report.clock = "tsc";
    report.clock_read_ns = 10;
    report.probe_reads = 2;
    report.block_bars = 4000;
    report.cold_steps = 3;
    report.cold_bars = 8;
  }
  reports[1].padding = 900;
  reports[2].padding = 20;
  reports[2].clock_read_ns = 14;
  return reports;
}

}  // namespace

TEST_CASE("the probe's cost a step is its reads by the clock's calibrated cost") {
  const profile::MeasuredWith with = profile::measured_with(three());
  CHECK(with.clock == "tsc");
  CHECK(with.probe_ns() == 20);
  CHECK(with.block_bars == 4000);
  CHECK(with.cold_steps == 3);
  CHECK(with.cold_bars == 8);
  CHECK(with.least_padding == 0);
  CHECK(with.most_padding == 900);
}

TEST_CASE("a program that changed while it was measured is told once") {
  auto reports = three();
  CHECK(profile::changes_during(reports).empty());
  reports[1].facts.strict[0].value = "y";
  reports[2].facts.strict[0].value = "y";
  CHECK(profile::changes_during(reports) ==
        std::vector<std::string>{
            "changed while it was measured: engine differs: baseline x, candidate y"});
}

TEST_CASE("soft facts are those of all processes") {
  auto reports = three();
  reports[0].facts.soft = {{"steal time", "4.00 %"}};
  CHECK(profile::measurement_facts_of(reports).soft ==
        std::vector<profile::Fact>{{"steal time", "0.00 % to 4.00 %"}});
  CHECK(profile::soft_warnings(reports, "candidate").size() == 1);
}

TEST_CASE("work that was skipped, and work that differs, is called out") {
  profile::Executed executed;
  CHECK(profile::skipped_work(executed).empty());
  CHECK(profile::different_work(executed, executed).empty());
  profile::Executed other = executed;
  other.never_known = {"trend"};
  CHECK(profile::skipped_work(other).front().find("trend") != std::string::npos);
  CHECK(profile::different_work(executed, other).size() == 1);
}
