// SPDX-License-Identifier: Apache-2.0
#include "app/verify_text.hpp"

#include "support/catch.hpp"

using namespace barometer;
using conformance::LawOutcome;

TEST_CASE("a report has a line a law, what was seen under a broken one, and the counts") {
  conformance::VerifyReport report{{"my_tags 1 (regime)", "my_tags.so", "a market", {}}, {}};
  report.laws.push_back({"block", "it depends on no block", LawOutcome::holds, "3 ways"});
  report.laws.push_back({"state",
                         "it goes on",
                         LawOutcome::broken,
                         "",
                         {"saved", "SYN01, bar 3", "up", "do\x1bwn", "half", ""}});
  CHECK(app::verify_text(report) ==
        "my_tags 1 (regime), my_tags.so\n"
        "on a market\n"
        "\n"
        "holds             block          it depends on no block\n"
        "                  3 ways\n"
        "BROKEN            state          it goes on\n"
        "                  done      saved\n"
        "                  where     SYN01, bar 3\n"
        "                  expected  up\n"
        "                  seen      down\n"
        "                  cause     half\n"
        "\n"
        "2 laws: 1 hold, 1 broken\n");
}
