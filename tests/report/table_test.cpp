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
  CHECK(table.render(report::Style{.colour = true}, 0) == "\x1b[32ma\x1b[0m  \x1b[31m1\x1b[0m\n");
  CHECK(table.render(report::Style{.colour = false}, 0) == "a  1\n");
}

TEST_CASE("a last column of words is broken where the line is too long") {
  report::Table table("ll");
  table.row({{"costs"}, {"one two three four five six seven"}});
  table.row({{"orders"}, {"none"}});
  CHECK(table.render(report::Style{.width = 30}, 2) ==
        "  costs   one two three four\n          five six seven\n  orders  none\n");
}

TEST_CASE("columns that find no room are left out in the order that is stated, and named") {
  report::Table table("lrrr", {1});
  table.row({{""}, {"first"}, {"second"}, {"third"}});
  table.row({{"a"}, {"1"}, {"2"}, {"3"}});
  CHECK(table.render(report::Style{.width = 23}, 0) ==
        "   first  second  third\na      1       2      3\n");
  CHECK(table.render(report::Style{.width = 22}, 0) ==
        "   second  third\na       2      3\nleft out for want of\nwidth: first\n");
  CHECK(table.render(report::Style{.width = 15}, 0) ==
        "   second\na       2\nleft out for\nwant of width:\nfirst; third\n");
}

TEST_CASE("the first column and the last one that is left stay, and a long word stays whole") {
  report::Table table("ll");
  table.row({{"folder"}, {std::string(40, 'p')}});
  CHECK(table.render(report::Style{.width = 20}, 0) == "folder  " + std::string(40, 'p') + "\n");
}

}  // namespace barometer
