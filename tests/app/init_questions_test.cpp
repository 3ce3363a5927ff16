// SPDX-License-Identifier: Apache-2.0
#include "app/init_questions.hpp"

#include <sstream>

#include "support/catch.hpp"

using namespace barometer;

namespace {

sniffer::Findings two_questions() {
  sniffer::Findings found;
  found.ask({"data.time.zone", "Which clock?", {{"UTC", ""}, {"Europe/Athens", ""}}});
  found.ask({"data.time.stamp", "Which side?", {{"open", ""}, {"close", ""}}});
  return found;
}

sniffer::Findings asked(const std::string& typed) {
  std::istringstream in(typed);
  return app::ask_questions(two_questions(), {}, in);
}

}  // namespace

TEST_CASE("A number is an answer, anything else a value of one's own") {
  const auto found = asked("2\n1\n");
  CHECK(found.questions.empty());
  CHECK(found.line("data.time.zone")->value == "Europe/Athens");
  CHECK(found.line("data.time.stamp")->value == "open");
  CHECK(asked("Asia/Tokyo\n2\n").line("data.time.zone")->value == "Asia/Tokyo");
}

TEST_CASE("An empty line, or none, leaves a question open") {
  const auto one = asked("\n1\n");
  REQUIRE(one.questions.size() == 1);
  CHECK(one.questions.front().key == "data.time.zone");
  CHECK(asked("").questions.size() == 2);
}
