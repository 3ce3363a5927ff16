// SPDX-License-Identifier: Apache-2.0
#include "config/study_forms.hpp"

#include <string>

#include "config/config_template.hpp"
#include "config/describe.hpp"
#include "config/load.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::RunConfig parsed(const std::string& study) {
  return config::parse_config(
      "data: {source: synthetic}\nstrategy: {plugin: sma_cross}\nstudy:\n" + study, "study.yaml");
}

std::vector<std::string> texts_of(const config::StudyAxis& axis) {
  std::vector<std::string> texts;
  for (const config::StudyValue& value : axis.values) {
    texts.push_back(value.text);
  }
  return texts;
}

config::StudyAxis axis_of(const std::string& values) {
  return parsed("  over: {strategy.params.x: " + values + "}\n").study->over.front();
}

// What is wrong, or "" where nothing is.
std::string faults_of(const std::string& study) {
  try {
    parsed(study);
    return "";
  } catch (const core::Error& error) {
    return error.what();
  }
}

bool says(const std::string& study, const std::string& words) {
  const std::string faults = faults_of(study);
  INFO(faults);
  return faults.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("an axis is a list, a range or named alternatives") {
  using Texts = std::vector<std::string>;
  CHECK(texts_of(axis_of("[50, 100, 200]")) == Texts{"50", "100", "200"});
  CHECK(texts_of(axis_of("{from: 5, to: 20, step: 5}")) == Texts{"5", "10", "15", "20"});
  CHECK(texts_of(axis_of("{from: 5, to: 19, step: 5}")) == Texts{"5", "10", "15"});
  CHECK(texts_of(axis_of("{from: 0.1, to: 0.3, step: 0.1}")) == Texts{"0.1", "0.2", "0.3"});
  CHECK(texts_of(axis_of("{from: 0, to: 1, steps: 3}")) == Texts{"0", "0.5", "1"});
  CHECK(texts_of(axis_of("{from: 0.01, to: 1, steps: 3, scale: log}")) ==
        Texts{"0.01", "0.1", "1"});
  CHECK(texts_of(axis_of("['7', seven, true]")) == Texts{"'7'", "seven", "true"});
}

TEST_CASE("alternatives of a whole group have names, and the text of the group") {
  const config::StudyAxis axis =
      axis_of("{none: [], gate: [{if: {volatility: extreme}, then: {scale: 0.5}}]}");
  REQUIRE(axis.values.size() == 2);
  CHECK(axis.values[0].label == "none");
  CHECK(axis.values[0].text == "[]");
  CHECK(axis.values[1].label == "gate");
  CHECK(axis.values[1].text == "[{if: {volatility: 'extreme'}, then: {scale: 0.5}}]");
}

TEST_CASE("a range without steps is what draws take their values from") {
  const config::StudyAxis whole = axis_of("{from: 5, to: 50}");
  REQUIRE(whole.range);
  CHECK(whole.values.empty());
  CHECK(whole.range->whole);
  const config::StudyAxis part = axis_of("{from: 0.5, to: 50, scale: log}");
  REQUIRE(part.range);
  CHECK(!part.range->whole);
  CHECK(part.range->log);
}

TEST_CASE("conditions compare a key with a key or a number") {
  const auto where = parsed("  where: [a.b < c.d, 'e >= 5', 'f != 0.5']\n").study->where;
  REQUIRE(where.size() == 3);
  CHECK(where[0].left.key == "a.b");
  CHECK(where[0].op == config::StudyOperator::less);
  CHECK(where[0].right.key == "c.d");
  CHECK(where[1].op == config::StudyOperator::greater_equal);
  CHECK(where[1].right.number == 5);
  CHECK(where[2].op == config::StudyOperator::unequal);
}

TEST_CASE("an objective is maximised unless it says otherwise") {
  CHECK(parsed("  objective: sortino\n").study->objective.maximise);
  CHECK(parsed("  objective: {maximise: sortino}\n").study->objective.metric == "sortino");
  CHECK(!parsed("  objective: {minimise: max_drawdown}\n").study->objective.maximise);
}

TEST_CASE("what is wrong with a study is said with its place and what to write") {
  CHECK(says("  over: {strategy.params.x: 5}\n", "one value is no axis"));
  CHECK(says("  over: {strategy.params.x: []}\n", "study.yaml:4:"));
  CHECK(says("  over: {strategy.params.x: [5, 6, 5]}\n", "each value once"));
  CHECK(says("  over: {strategy.params.x: {from: 9, to: 5, step: 1}}\n", "more than from"));
  CHECK(
      says("  over: {strategy.params.x: {from: 0, to: 5, steps: 3, scale: log}}\n", "more than 0"));
  CHECK(says("  over: {strategy.params.x: {from: 1, to: 5, steps: 3, step: 1}}\n",
             "either step or steps"));
  CHECK(says("  over: {strategy.params.x: {from: 0, to: 1e9, step: 0.001}}\n", "larger step"));
  CHECK(says("  where: [a + b < c]\n", "no arithmetic"));
  CHECK(says("  where: [5 < 6]\n", "a condition such as"));
  CHECK(says("  method: random\n", "draws: 1000"));
  CHECK(says("  draws: 5\n", "every combination"));
  CHECK(says("  objective: [sharpe]\n", "{minimise: metric}"));
  CHECK(says("  walk_forward: {train: 365d}\n", "study.walk_forward.test"));
  CHECK(says("  walk_forward: {train: 365d, test: 90d, step: 30d}\n", "no bar is tested twice"));
  CHECK(says("  cpcv: {groups: 4, tested: 4}\n", "fewer than groups"));
}

TEST_CASE("the text of every value is an override that gives the value back") {
  const auto study = parsed(
                         "  over:\n"
                         "    strategy.when: {none: [], gate: [{if: {volatility: extreme}, then: "
                         "flatten}]}\n"
                         "    strategy.params: {one: {a: 1, b: '2'}, two: {a: [x, 'it''s']}}\n")
                         .study;
  for (const config::StudyAxis& axis : study->over) {
    for (const config::StudyValue& value : axis.values) {
      const std::vector<std::string> overrides{axis.key + "=" + value.text};
      const config::RunConfig config = config::parse_config(
          "data: {source: synthetic}\nstrategy: {plugin: sma_cross}\n", "x.yaml", overrides);
      if (value.label == "gate") {
        REQUIRE(config.strategy.when.size() == 1);
        CHECK(config.strategy.when[0].terms[0].values[0].text == "extreme");
      }
      if (value.label == "one") {
        CHECK(config.strategy.params[1].value.quoted);
      }
      if (value.label == "two") {
        CHECK(config.strategy.params[0].items[1].text == "it's");
      }
    }
  }
}
