// SPDX-License-Identifier: Apache-2.0
#include "app/time_left.hpp"

#include "support/catch.hpp"

using barometer::app::TimeLeft;

TEST_CASE("the time left is what the rest takes at the pace so far") {
  CHECK(TimeLeft().text(0.25, 10) == "about 30 s left");
  CHECK(TimeLeft().text(0.05, 30) == "about 10 min left");
  CHECK(TimeLeft().text(0.02, 100) == "about 1 h 22 min left");
}

TEST_CASE("work that is told of in large parts is judged when it moved") {
  TimeLeft left;
  CHECK(left.text(0.05, 10) == "about 4 min left");  // 200 s in all
  CHECK(left.text(0.05, 115) == "about 85 s left");
  CHECK(left.text(0.05, 500) == "about 1 s left");
}

TEST_CASE("nothing is told before it is known, and nothing when all is done") {
  TimeLeft left;
  CHECK(left.text(0.5, 1.9).empty());
  CHECK(TimeLeft().text(0.0, 60).empty());
  CHECK(TimeLeft().text(1.0, 60).empty());
}
