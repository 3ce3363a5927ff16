// SPDX-License-Identifier: Apache-2.0
// docs/execution.md, "Conditions on tags".
#include "regime/conditions.hpp"

#include <limits>
#include <string>
#include <vector>

#include "config/condition_config.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr int kCalm = 0, kHigh = 1, kExtreme = 2, kSideways = 0, kUp = 1;
constexpr int kUnknown = BM_TAG_UNKNOWN;
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

const std::vector<regime::Dimension> kDimensions{
    {"volatility", BM_DIMENSION_CATEGORY, {"calm", "high", "extreme"}, "", 0, ""},
    {"trend", BM_DIMENSION_CATEGORY, {"sideways", "up"}, "", 0, ""},
    {"volatility_percentile", BM_DIMENSION_SCALAR, {}, "0..100", 0, ""},
    {"trend_z", BM_DIMENSION_SCALAR, {}, "sigma", 0, ""}};

config::ConditionTerm term(const std::string& dimension, const std::vector<std::string>& values) {
  config::ConditionTerm term{dimension, {7, 12}, {}};
  for (const std::string& value : values) {
    term.values.push_back({value, false, {7, 24}});
  }
  return term;
}

config::ConditionConfig line(std::vector<config::ConditionTerm> terms,
                             config::ConditionAction action, double scale = 1) {
  return {std::move(terms), action, scale, {7, 5}};
}

config::ConditionConfig flatten_if(std::vector<config::ConditionTerm> terms) {
  return line(std::move(terms), config::ConditionAction::flatten);
}

regime::Conditions conditions(const std::vector<config::ConditionConfig>& lines) {
  std::vector<core::Fault> faults;
  regime::Conditions result(lines, kDimensions, "a.yaml", faults);
  for (const core::Fault& fault : faults) {
    FAIL(core::to_string(fault));
  }
  return result;
}

std::vector<core::Fault> faults_of(const config::ConditionConfig& line) {
  std::vector<core::Fault> faults;
  const regime::Conditions result(std::vector{line}, kDimensions, "a.yaml", faults);
  return faults;
}

// One symbol with one bar that has these tags.
regime::TagColumns tagged(int volatility, int trend, float percentile) {
  const regime::TagColumns table(kDimensions, {{1, 1, 1, 1}, {}}, std::vector<std::int64_t>{1});
  std::vector<bm_tag_column> out(4);
  table.block(0, 0, out);
  out[0].category[0] = static_cast<std::int8_t>(volatility);
  out[1].category[0] = static_cast<std::int8_t>(trend);
  out[2].scalar[0] = percentile;
  return table;
}

regime::ConditionOutcome judged(const regime::Conditions& on, int volatility, int trend = kUp,
                                float percentile = 50) {
  return on.judge(tagged(volatility, trend, percentile).view(), 0, 0);
}

bool flattens(const std::vector<config::ConditionTerm>& terms, int volatility, int trend = kUp,
              float percentile = 50) {
  return judged(conditions({flatten_if(terms)}), volatility, trend, percentile).flatten == 0;
}

}  // namespace

TEST_CASE("the labels of one key are OR") {
  const std::vector terms{term("volatility", {"high", "extreme"})};
  CHECK_FALSE(flattens(terms, kCalm));
  CHECK(flattens(terms, kHigh));
  CHECK(flattens(terms, kExtreme));
}

TEST_CASE("the keys of one line are AND") {
  const std::vector terms{term("volatility", {"extreme"}), term("trend", {"sideways"})};
  CHECK(flattens(terms, kExtreme, kSideways));
  CHECK_FALSE(flattens(terms, kExtreme, kUp));
  CHECK_FALSE(flattens(terms, kHigh, kSideways));
}

TEST_CASE("scalars compare, with and without a blank, equality only where it is written") {
  const auto holds = [](const std::string& comparison, float value) {
    return flattens({term("volatility_percentile", {comparison})}, kCalm, kUp, value);
  };
  CHECK(holds("> 90", 91));
  CHECK_FALSE(holds("> 90", 90));
  CHECK(holds(">=90", 90));
  CHECK(holds("< 10", 9));
  CHECK_FALSE(holds("<10", 10));
  CHECK(holds("<= 10", 10));
  CHECK_FALSE(holds("<= 10", 10.5F));
}

TEST_CASE("a bound may be negative") {
  const auto holds = [](float value) {
    const regime::TagColumns tags = tagged(kCalm, kUp, 50);
    std::vector<bm_tag_column> out(4);
    tags.block(0, 0, out);
    out[3].scalar[0] = value;
    return conditions({flatten_if({term("trend_z", {"> -1"})})}).judge(tags.view(), 0, 0).flatten >=
           0;
  };
  CHECK(holds(-0.5F));
  CHECK_FALSE(holds(-1.5F));
}

// Tags are floats: 90.1 must mean the float that a tagger writes for 90.1.
TEST_CASE("a bound is rounded as the tags are") {
  const std::vector terms{term("volatility_percentile", {">= 90.1"})};
  CHECK(flattens(terms, kCalm, kUp, 90.1F));
}

TEST_CASE("unknown never matches, whichever way it is asked") {
  CHECK_FALSE(flattens({term("volatility", {"calm", "high", "extreme"})}, kUnknown));
  for (const char* comparison : {"> 1", ">= 1", "< 99", "<= 99"}) {
    CHECK_FALSE(flattens({term("volatility_percentile", {comparison})}, kCalm, kUp, kNan));
  }
  CHECK_FALSE(
      flattens({term("volatility", {"extreme"}), term("trend", {"up"})}, kExtreme, kUnknown));
}

TEST_CASE("no line, no action") {
  const regime::ConditionOutcome verdict = judged(regime::Conditions(), kExtreme);
  CHECK(verdict.flatten == -1);
  CHECK(verdict.block == -1);
  CHECK(verdict.scale == 1);
}

TEST_CASE("all lines that hold are in the verdict, the first of each kind named") {
  const auto wild = term("volatility", {"extreme"});
  const regime::ConditionOutcome verdict = judged(
      conditions({line({term("trend", {"sideways"})}, config::ConditionAction::block_entries),
                  line({wild}, config::ConditionAction::block_entries),
                  line({wild}, config::ConditionAction::block_entries), flatten_if({wild})}),
      kExtreme);
  CHECK(verdict.block == 1);
  CHECK(verdict.flatten == 3);
}

TEST_CASE("several scales multiply, and each is visited") {
  const regime::Conditions scales =
      conditions({line({term("volatility", {"high"})}, config::ConditionAction::scale, 0.5),
                  line({term("trend", {"sideways"})}, config::ConditionAction::scale, 0.1),
                  line({term("trend", {"up"})}, config::ConditionAction::scale, 0.25)});
  CHECK(judged(scales, kHigh, kUp).scale == 0.125);
  std::vector<int> visited;
  scales.for_each_scaling(tagged(kHigh, kUp, 50).view(), 0, 0,
                          [&](int l) { visited.push_back(l); });
  CHECK(visited == std::vector<int>{0, 2});
}

TEST_CASE("the tag is that of the symbol and the bar in hand") {
  const regime::TagColumns table(kDimensions, {{1, 1, 1, 1}, {}}, std::vector<std::int64_t>{2, 2});
  std::vector<bm_tag_column> out(4);
  table.block(1, 1, out);
  out[0].category[0] = kExtreme;
  const regime::Conditions on = conditions({flatten_if({term("volatility", {"extreme"})})});
  CHECK(on.judge(table.view(), 1, 1).flatten == 0);
  CHECK(on.judge(table.view(), 1, 0).flatten == -1);
  CHECK(on.judge(table.view(), 0, 1).flatten == -1);
}

TEST_CASE("dimensions that a line reads are wanted, the others are left alone") {
  std::vector<std::uint8_t> wanted{0, 0, 0};
  conditions({flatten_if({term("trend", {"up"}), term("volatility_percentile", {"> 90"})})})
      .mark_wanted(wanted);
  CHECK(wanted == std::vector<std::uint8_t>{0, 1, 1});
}

TEST_CASE("an unknown dimension is named with its place and the nearest one") {
  const auto faults = faults_of(flatten_if({term("volatilty", {"extreme"})}));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "a.yaml:7:12");
  CHECK(faults[0].what == "strategy.when: unknown dimension 'volatilty'");
  CHECK(faults[0].fix == "did you mean 'volatility'?");
}

TEST_CASE("a condition without a tagger says that there is no regime: group") {
  std::vector<core::Fault> faults;
  const std::vector<config::ConditionConfig> lines{flatten_if({term("volatility", {"extreme"})})};
  const regime::Conditions result(lines, {}, "a.yaml", faults);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].fix.find("there is no regime: group") != std::string::npos);
}

TEST_CASE("an unknown label is named with its place and the nearest one") {
  const auto faults = faults_of(flatten_if({term("volatility", {"extrem"})}));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "a.yaml:7:24");
  CHECK(faults[0].what == "strategy.when: unknown label 'extrem' of 'volatility'");
  CHECK(faults[0].fix == "did you mean 'extreme'?");
}

TEST_CASE("unknown is no label that could be waited for") {
  const auto faults = faults_of(flatten_if({term("trend", {"unknown"})}));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].fix == "known: sideways, up");
}

TEST_CASE("every fault of a line is told") {
  CHECK(faults_of(flatten_if({term("volatility", {"extrem", "hihg"}), term("trnd", {"up"})}))
            .size() == 3);
}

TEST_CASE("a scalar wants exactly one comparison with a number") {
  for (const char* wrong :
       {"extreme", "90", "=90", "==90", "> ", "> much", "> 0x10", "> inf", "> nan", ""}) {
    CHECK(faults_of(flatten_if({term("volatility_percentile", {wrong})})).size() == 1);
  }
  CHECK(faults_of(flatten_if({term("volatility_percentile", {"> 10", "< 20"})})).size() == 1);
}

TEST_CASE("percent and basis points are for fractions only") {
  CHECK(faults_of(flatten_if({term("volatility_percentile", {"> 90%"})})).size() == 1);
  const std::vector<regime::Dimension> sigma{
      {"sigma", BM_DIMENSION_SCALAR, {}, "fraction per session day", 0, ""}};
  std::vector<core::Fault> faults;
  const regime::Conditions on(std::vector{flatten_if({term("sigma", {"> 2%"})})}, sigma, "a.yaml",
                              faults);
  CHECK(faults.empty());
  const regime::TagColumns table(sigma, {{1}, {}}, std::vector<std::int64_t>{1});
  std::vector<bm_tag_column> out(1);
  table.block(0, 0, out);
  *out[0].scalar = 0.021F;
  CHECK(on.judge(table.view(), 0, 0).flatten == 0);
  *out[0].scalar = 0.019F;
  CHECK(on.judge(table.view(), 0, 0).flatten == -1);
}

TEST_CASE("a number outside the range that a unit states is refused") {
  for (const char* wrong : {"> 200", "< -1", ">= 100.5"}) {
    const auto faults = faults_of(flatten_if({term("volatility_percentile", {wrong})}));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].what == "strategy.when: 'volatility_percentile' runs from 0 to 100: '" +
                                std::string(wrong) + "' always says the same");
  }
  CHECK(faults_of(flatten_if({term("volatility_percentile", {">= 100"})})).empty());
  CHECK(faults_of(flatten_if({term("volatility_percentile", {"<= 0"})})).empty());
}

TEST_CASE("a number that no tag can be is refused") {
  const std::vector<regime::Dimension> age{{"age", BM_DIMENSION_SCALAR, {}, "bars", 0, ""}};
  for (const auto& [text, count] : {std::pair{"> 1e300", 1U}, std::pair{"> 1e38", 0U}}) {
    std::vector<core::Fault> faults;
    const regime::Conditions on(std::vector{flatten_if({term("age", {text})})}, age, "a.yaml",
                                faults);
    CHECK(faults.size() == count);
  }
}

TEST_CASE("a category whose labels have values is compared by them, unknown never") {
  const std::vector<regime::Dimension> trend{
      {"trend", BM_DIMENSION_CATEGORY, {"down", "sideways", "up"}, "", 0, "", {-1, 0, 1}}};
  std::vector<core::Fault> faults;
  const regime::Conditions on(std::vector{flatten_if({term("trend", {">= 0"})})}, trend, "a.yaml",
                              faults);
  REQUIRE(faults.empty());
  CHECK(on.texts().front() == "trend >= 0 -> flatten");
  const regime::TagColumns table(trend, {{1}, {}}, std::vector<std::int64_t>{4});
  std::vector<bm_tag_column> out(1);
  table.block(0, 0, out);
  const std::vector<std::int8_t> ids{0, 1, 2, BM_TAG_UNKNOWN};
  const std::vector<int> flattens{-1, 0, 0, -1};
  for (std::int64_t bar = 0; bar < 4; ++bar) {
    const auto at = static_cast<std::size_t>(bar);
    out[0].category[at] = ids[at];
    CHECK(on.judge(table.view(), 0, bar).flatten == flattens[at]);
  }
  for (const char* wrong : {"> 1", "<= 1", "> much", "> 1e300"}) {
    faults.clear();
    const regime::Conditions never(std::vector{flatten_if({term("trend", {wrong})})}, trend,
                                   "a.yaml", faults);
    CHECK(faults.size() == 1);
  }
}

TEST_CASE("a category without values cannot be compared") {
  CHECK(faults_of(flatten_if({term("volatility", {"> 1"})})).size() == 1);
}

TEST_CASE("each line reads as a sentence in the summary") {
  const regime::Conditions on =
      conditions({flatten_if({term("volatility", {"extreme"})}),
                  line({term("trend", {"sideways", "up"}), term("volatility_percentile", {"> 90"})},
                       config::ConditionAction::block_entries),
                  line({term("volatility", {"high"})}, config::ConditionAction::scale, 0.5)});
  CHECK(on.texts() == std::vector<std::string>{
                          "volatility = extreme -> flatten",
                          "trend = sideways or up and volatility_percentile > 90 -> block_entries",
                          "volatility = high -> scale 0.5"});
}
