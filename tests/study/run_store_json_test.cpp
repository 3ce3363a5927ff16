// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_json.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace barometer;
using Metrics = std::vector<study::RowMetric>;

namespace {

std::string written(const Metrics& metrics) {
  std::string json;
  study::append_metrics(json, metrics);
  return json;
}

}  // namespace

TEST_CASE("metrics are JSON whose numbers read as the same doubles") {
  const Metrics metrics = {{"a", 0.1},
                           {"b", std::nullopt},
                           {"c", -std::numeric_limits<double>::infinity()},
                           {"d", 1e300},
                           {"e", -0.0}};
  CHECK(written(metrics) == R"({"a":0.1,"b":null,"c":-9e999,"d":1e+300,"e":-0})");
  CHECK(study::parse_metrics(written(metrics)) == metrics);
  CHECK(study::parse_metrics("{}") == Metrics{});
}

TEST_CASE("a text that is no metrics is none") {
  for (const char* text :
       {"", "{", "[1]", R"({"a":1x})", R"({"a"})", R"({"a":1,})", R"({a:1})", R"({"a":1}})"}) {
    INFO(text);
    CHECK(!study::parse_metrics(text));
  }
}

TEST_CASE("values and parameters keep every letter") {
  const std::vector<std::string> values = {"5", "a \"quote\"", "back\\slash", "line\n", "ü"};
  std::string json;
  study::append_values(json, values);
  CHECK(study::parse_values(json) == values);
  CHECK(!study::parse_values("[1]"));
  CHECK(!study::parse_values("{}"));
  const std::vector<std::pair<std::string, std::string>> params = {{"slow", "1"}, {"a", "\""}};
  json.clear();
  study::append_params(json, params);
  CHECK(json == R"({"slow":"1","a":"\""})");
  CHECK(study::parse_params(json) == params);
  CHECK(!study::parse_params("[]"));
}
