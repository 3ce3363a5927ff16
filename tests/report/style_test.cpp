// SPDX-License-Identifier: Apache-2.0
#include "report/style.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("without colour text stays as it is") {
  CHECK(report::Style{}.paint(report::Tone::bad, "loss") == "loss");
}

TEST_CASE("with colour a tone is an ANSI sequence that is closed again, plain text stays plain") {
  CHECK(report::Style{true}.paint(report::Tone::bad, "loss") == "\x1b[31mloss\x1b[0m");
  CHECK(report::Style{true}.paint(report::Tone::plain, "loss") == "loss");
}

}  // namespace barometer
