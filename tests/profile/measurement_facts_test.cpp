// SPDX-License-Identifier: Apache-2.0
#include "profile/measurement_facts.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

profile::MeasurementFacts print_of(std::vector<profile::Fact> strict) {
  return {std::move(strict), {{"load", "0.5"}}};
}

}  // namespace

TEST_CASE("equal strict facts are comparable, whatever the soft ones say") {
  profile::MeasurementFacts busy = print_of({{"kernel", "6.1"}});
  busy.soft = {{"load", "9"}};
  CHECK(
      profile::strict_differences(print_of({{"kernel", "6.1"}}), busy, profile::Compared::sessions)
          .empty());
}

TEST_CASE("a strict fact that differs is named with both values") {
  const auto differences = profile::strict_differences(
      print_of({{"kernel", "6.1"}, {"data", ""}}), print_of({{"kernel", "6.5"}, {"data", "ab"}}),
      profile::Compared::sessions);
  CHECK(differences == std::vector<std::string>{"kernel differs: baseline 6.1, candidate 6.5",
                                                "data differs: baseline unknown, candidate ab"});
}

TEST_CASE("engine and plug-ins may differ between two binaries, not between two sessions") {
  const profile::MeasurementFacts old_code = print_of({{"engine", "1"}, {"plug-ins", "a"}});
  const profile::MeasurementFacts new_code = print_of({{"engine", "2"}, {"plug-ins", "b"}});
  CHECK(profile::strict_differences(old_code, new_code, profile::Compared::binaries).empty());
  CHECK(profile::strict_differences(old_code, new_code, profile::Compared::sessions).size() == 2);
}

TEST_CASE("a fact that one side does not know counts between sessions only") {
  const profile::MeasurementFacts older = print_of({{"kernel", "6.1"}});
  const profile::MeasurementFacts newer = print_of({{"kernel", "6.1"}, {"boost", "on"}});
  CHECK(profile::strict_differences(older, newer, profile::Compared::sessions) ==
        std::vector<std::string>{"boost differs: baseline not recorded, candidate on"});
  CHECK(profile::strict_differences(older, newer, profile::Compared::binaries).empty());
}

TEST_CASE("a strict fact is found by its name") {
  CHECK(print_of({{"kernel", "6.1"}}).strict_value("kernel") == "6.1");
  CHECK(print_of({}).strict_value("kernel").empty());
}
