// SPDX-License-Identifier: Apache-2.0
#include "report/table.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("columns are aligned and lines carry no trailing blanks") {
  report::Table table("lr");
  table.row({{"a"}, {"1"}});
  table.row({{"long"}, {"1,000"}});
  table.row({{"b"}, {""}});
  CHECK(table.render(report::Style{}, 2) == "  a         1\n  long  1,000\n  b\n");
}

TEST_CASE("letters of two bytes do not shift a column") {
  report::Table table("lr");
  table.row({{"ä"}, {"1"}});
  table.row({{"a"}, {"2"}});
  CHECK(table.render(report::Style{}, 0) == "ä  1\na  2\n");
}

TEST_CASE("colours change nothing but colours") {
  report::Table table("lr");
  table.row({{"a", report::Tone::good}, {"1", report::Tone::bad}});
  CHECK(table.render(report::Style{true}, 0) == "\x1b[32ma\x1b[0m  \x1b[31m1\x1b[0m\n");
  CHECK(table.render(report::Style{false}, 0) == "a  1\n");
}

}  // namespace barometer
