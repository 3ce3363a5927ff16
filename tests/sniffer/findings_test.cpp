// SPDX-License-Identifier: Apache-2.0
#include "sniffer/findings.hpp"

#include "sniffed.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("A question is a key without a value until it is answered") {
  sniffer::Findings found;
  found.add("data.bar", "1h", "seen");
  found.ask({"data.time.stamp", "Which?", {{"open", ""}, {"close", ""}}});
  CHECK(value_of(found, "data.time.stamp") == "?");
  const auto decided = sniffer::answered(found, "data.time.stamp", "close", "as you said");
  CHECK(value_of(decided, "data.time.stamp") == "close");
  CHECK(decided.questions.empty());
  CHECK(decided.line("data.time.stamp")->why == "as you said");
}

TEST_CASE("Members that are symbols leave no symbol of the file's name") {
  sniffer::Findings found;
  found.ask({"data.member", "Which?", {{"a_{symbol}.csv", ""}, {"*", ""}}});
  found.add("data.symbols", "[a]");
  CHECK(sniffer::answered(found, "data.member", "a_{symbol}.csv", "").line("data.symbols") ==
        nullptr);
  CHECK(sniffer::answered(found, "data.member", "*", "").line("data.symbols") != nullptr);
}

TEST_CASE("Values that would be something else stand in quotes") {
  CHECK(sniffer::yaml_value("Open") == "Open");
  CHECK(sniffer::yaml_value("Adj Close") == "\"Adj Close\"");
  CHECK(sniffer::yaml_value("2024") == "\"2024\"");
  CHECK(sniffer::yaml_value("true") == "\"true\"");
  CHECK(sniffer::yaml_value("<DATE>") == "\"<DATE>\"");
  CHECK(sniffer::yaml_value("a\"b\\c\t") == "\"a\\\"b\\\\c\\t\"");
  CHECK(sniffer::yaml_value("") == "\"\"");
}
