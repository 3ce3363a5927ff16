// SPDX-License-Identifier: Apache-2.0
#include "conformance/law_lines.hpp"

#include "support/catch.hpp"

using namespace barometer;
using conformance::LawLine;
using conformance::LawOutcome;

TEST_CASE("what one process says the other reads") {
  LawLine line;
  line.tried =
      conformance::LawReport{"block",
                             "it holds",
                             LawOutcome::broken,
                             "a note",
                             {"done", "where", "first", "second", "cause", "change\n\"x\""}};
  const LawLine read = conformance::read_line(conformance::line_of(line));
  REQUIRE(read.tried);
  CHECK(read.tried->law == "block");
  CHECK(read.tried->outcome == LawOutcome::broken);
  CHECK(read.tried->breach.change == "change\n\"x\"");
  CHECK_FALSE(read.begun);
  CHECK_FALSE(read.ended);
}

TEST_CASE("a line holds texts that are no UTF-8, and no line feed but its own") {
  LawLine line;
  line.trying = "bl\xff\nock";
  const std::string text = conformance::line_of(line);
  CHECK(text.find('\n') == text.size() - 1);
  CHECK(conformance::read_line(text).trying);
}

TEST_CASE("a refusal keeps its kind and every fault") {
  LawLine line;
  line.refused.emplace(core::ErrorKind::bad_input,
                       std::vector<core::Fault>{{"a:1", "wrong", "mend"}, {"b:2", "too", ""}});
  const LawLine read = conformance::read_line(conformance::line_of(line));
  REQUIRE(read.refused);
  CHECK(read.refused->kind() == core::ErrorKind::bad_input);
  CHECK(read.refused->faults().size() == 2);
  CHECK(read.refused->faults()[0].fix == "mend");
}

TEST_CASE("a text that is no line is a defect, and says so") {
  for (const char* text :
       {"", "hello", R"({"tried": 7})", R"({"refused": {"kind": 3e19, "faults": []}})",
        R"({"refused": {"kind": 77, "faults": []}})"}) {
    INFO(text);
    CHECK_THROWS_AS(conformance::read_line(text), core::Error);
  }
}
