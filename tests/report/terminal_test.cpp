// SPDX-License-Identifier: Apache-2.0
#include "report/terminal.hpp"

#include "support/catch.hpp"

namespace barometer {

namespace {

report::OutputFacts terminal() {
  return {.terminal = true, .columns = 100, .term = "xterm"};
}

}  // namespace

TEST_CASE("a line is as wide as the terminal, between 60 and 120 columns") {
  report::OutputFacts facts = terminal();
  CHECK(report::style_of(facts).width == 100);
  facts.columns = 40;
  CHECK(report::style_of(facts).width == 60);
  facts.columns = 300;
  CHECK(report::style_of(facts).width == 120);
  facts.columns = 0;
  CHECK(report::style_of(facts).width == 80);
}

TEST_CASE("COLUMNS has the last word on a terminal, if it is a number") {
  report::OutputFacts facts = terminal();
  facts.columns_variable = "72";
  CHECK(report::style_of(facts).width == 72);
  for (const char* const words : {"", "wide", "72x", "0", "-5"}) {
    facts.columns_variable = words;
    CHECK(report::style_of(facts).width == 100);
  }
}

TEST_CASE("a pipe has 80 columns and no colour, whatever the environment says") {
  report::OutputFacts facts = terminal();
  facts.terminal = false;
  facts.columns_variable = "120";
  CHECK(report::style_of(facts).width == 80);
  CHECK_FALSE(report::style_of(facts).colour);
}

TEST_CASE("NO_COLOR, --no-color and a dumb terminal each leave out the colours") {
  report::OutputFacts facts = terminal();
  CHECK(report::style_of(facts).colour);
  facts.no_color = "";
  CHECK(report::style_of(facts).colour);  // no-color.org: present and not an empty string
  facts.no_color = "0";
  CHECK_FALSE(report::style_of(facts).colour);
  facts = terminal();
  facts.term = "dumb";
  CHECK_FALSE(report::style_of(facts).colour);
  facts = terminal();
  facts.colour_forbidden = true;
  CHECK_FALSE(report::style_of(facts).colour);
}

}  // namespace barometer
