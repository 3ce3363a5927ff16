// SPDX-License-Identifier: Apache-2.0
#include "report/json_text.hpp"

#include "support/catch.hpp"

using namespace barometer;
using Json = nlohmann::ordered_json;

namespace {

std::size_t widest(const std::string& text) {
  std::size_t widest = 0;
  std::size_t width = 0;
  for (const char c : text) {
    width = c == '\n' ? 0 : width + 1;
    widest = std::max(widest, width);
  }
  return widest;
}

}  // namespace

TEST_CASE("what fits on a line stays on one") {
  CHECK(report::to_text(Json::array({1, 2, 3})) == "[1,2,3]\n");
  CHECK(report::to_text(Json::object()) == "{}\n");
  CHECK(report::to_text("word") == "\"word\"\n");
}

TEST_CASE("what does not is a member a line, down to what fits") {
  const std::string word(60, 'a');
  const Json json{{"rows", {{1, 2}, word, word}}, {"none", nullptr}};
  CHECK(report::to_text(json) == "{\n  \"rows\": [\n    [1,2],\n    \"" + word + "\",\n    \"" +
                                     word + "\"\n  ],\n  \"none\": null\n}\n");
}

TEST_CASE("the text is the same JSON, no line of lists wider than 120") {
  Json json;
  for (int i = 0; i < 40; ++i) {
    json["key " + std::to_string(i)] = Json::array();
    for (int k = 0; k < i; ++k) {
      json["key " + std::to_string(i)].push_back({{"a", 1.0 / (1 + k)}, {"b", Json::array({k})}});
    }
  }
  const std::string text = report::to_text(json);
  CHECK(Json::parse(text) == json);
  CHECK(widest(text) <= 120);
}

TEST_CASE("what no terminal should be sent is escaped, and read back as it was") {
  const Json json = {{"a\u2028b", "\x7f\u009b\u202e\ufeff\x1b[2J\n"}};
  const std::string text = report::to_text(json);
  CHECK(text == "{\"a\\u2028b\":\"\\u007f\\u009b\\u202e\\ufeff\\u001b[2J\\n\"}\n");
  CHECK(Json::parse(text) == json);
}

TEST_CASE("bytes that are no UTF-8 do not stop it") {
  CHECK(report::to_text(Json::array({"\xff", "b"})) == "[\"\xEF\xBF\xBD\",\"b\"]\n");
}
