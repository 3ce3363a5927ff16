// SPDX-License-Identifier: Apache-2.0
#include "profile/machine_use.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

profile::MachineReading read(const char* line) {
  profile::MachineReading reading;
  profile::read_cpu_line(line, reading);
  return reading;
}

std::string value_of(const std::vector<profile::Fact>& facts, const std::string& name) {
  for (const profile::Fact& fact : facts) {
    if (fact.name == name) {
      return fact.value;
    }
  }
  return "";
}

using Processes = std::vector<std::vector<profile::Fact>>;

}  // namespace

TEST_CASE("the first line of /proc/stat gives all, idle and stolen ticks") {
  // proc(5): user nice system idle iowait irq softirq steal guest guest_nice; guests are in user.
  const profile::MachineReading reading = read("cpu  100 1 20 3000 40 5 6 7 90 0");
  CHECK(reading.ticks_all == 3179);
  CHECK(reading.ticks_idle == 3040);
  CHECK(reading.ticks_stolen == 7);
}

TEST_CASE("a line that is not the processors' leaves the ticks alone") {
  for (const char* line :
       {"", "cpu", "cpu  1 2 3", "cpu0 1 2 3 4 5 6 7 8", "intr 1 2 3 4 5 6 7 8"}) {
    CHECK(read(line).ticks_all == 0);
  }
}

TEST_CASE("use is the difference of two readings, not what was since boot") {
  profile::MachineReading before = read("cpu 5000 0 0 5000 0 0 0 900000");
  before.seconds = 50;
  before.minor_faults = 1000;
  // Two cores for two seconds: 400 ticks; 180 of them this process's, 60 another's, 8 stolen.
  profile::MachineReading after = read("cpu 5240 0 0 5152 0 0 0 900008");
  after.seconds = 52;
  after.own_ticks = 180;
  after.involuntary_switches = 7;
  after.minor_faults = 1003;
  const auto facts = profile::machine_use(before, after, 2);
  CHECK(value_of(facts, "load of others") == "0.30 cores");
  CHECK(value_of(facts, "steal time") == "2.00 %");
  CHECK(value_of(facts, "involuntary switches") == "3.5 a second");
  CHECK(value_of(facts, "minor page faults") == "3");
  CHECK(value_of(facts, "major page faults") == "0");
}

TEST_CASE("a machine that tells nothing is said to be quiet") {
  CHECK(value_of(profile::machine_use({}, {}, 1), "load of others") == "0.00 cores");
}

TEST_CASE("several processes are told by the smallest and the largest value") {
  const Processes processes{{{"steal time", "10.00 %"}, {"kernel", "6"}},
                            {{"steal time", "9.00 %"}, {"kernel", "6"}}};
  CHECK(profile::spread_of(processes) ==
        std::vector<profile::Fact>{{"steal time", "9.00 % to 10.00 %"}, {"kernel", "6"}});
}

TEST_CASE("what spoils times is warned of with the worst process and its side") {
  const Processes processes{{{"steal time", "0.10 %"}, {"load of others", "0.05 cores"}},
                            {{"steal time", "30.00 %"}, {"load of others", "0.10 cores"}}};
  CHECK(profile::soft_warnings(processes, "baseline") ==
        std::vector<std::string>{"the host took time away during 1 of 2 baseline processes: steal "
                                 "time up to 30.00 %"});
}

TEST_CASE("a machine that disturbed a fifth of the processes is told of, one of ten is not") {
  Processes processes(10, {{"steal time", "0.10 %"}, {"load of others", "0.05 cores"}});
  CHECK(profile::disturbances(processes).empty());
  processes[3][0].value = "30.00 %";
  CHECK(profile::disturbances(processes).empty());
  processes[4][0].value = "4.00 %";
  processes[4][1].value = processes[5][1].value = "1.20 cores";
  CHECK(profile::disturbances(processes) ==
        "load of others up to 1.20 cores, steal time up to 30.00 %");
}
