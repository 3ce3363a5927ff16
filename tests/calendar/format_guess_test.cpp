// SPDX-License-Identifier: Apache-2.0
#include "calendar/format_guess.hpp"

#include "support/catch.hpp"

using barometer::calendar::FormatGuess;

namespace {

std::string question(std::initializer_list<const char*> stamps) {
  FormatGuess guess("%Y-%m-%d");
  for (const char* const stamp : stamps) {
    guess.see(stamp);
  }
  return guess.question();
}

}  // namespace

TEST_CASE("what reads the most stamps is asked for, both where they are alike") {
  CHECK(question({"01/02/2020", "02/02/2020"}) ==
        "did you mean data.time.format: \"%m/%d/%Y\" or data.time.format: \"%d/%m/%Y\"?");
  CHECK(question({"12/02/2020", "13/02/2020"}) == "did you mean data.time.format: \"%d/%m/%Y\"?");
}

TEST_CASE("nothing is asked where the config's pattern reads as many, or none reads nine of ten") {
  CHECK(question({"2020-01-02", "01/02/2020"}).empty());
  CHECK(question({"01/13/2020", "2020.01.02"}).empty());
  CHECK(question({}).empty());
}
