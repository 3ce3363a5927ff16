// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_values.hpp"

#include <barometer/sdk/params.hpp>

#include <array>

#include "config/raw_param.hpp"
#include "core/timestamp.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::array kWords{"ratio", "absolute"};

constexpr std::array kSpecs{
    integer_param(
        {.name = "length", .fallback = 10, .minimum = 1, .maximum = 1000, .unit = "bars"}),
    number_param({.name = "factor", .fallback = 1.5, .minimum = 0}),
    fraction_param({.name = "weight", .fallback = 0.1, .maximum = 1}),
    duration_param({.name = "wait", .fallback = 3.6e12, .minimum = 0}),
    boolean_param({.name = "short"}),
    word_param({.name = "volatility.rule", .fallback = "ratio", .words = kWords}),
    integer_param({.name = "window", .minimum = 2, .unit = "bars", .optional = true})};

config::RawParam given(const std::string& name, const std::string& text, bool quoted = false) {
  return {name, {3, 5}, {text, quoted, {3, 5 + static_cast<int>(name.size()) + 2}}};
}

struct Reading {
  plugin::ParamValues values;
  std::vector<core::Fault> faults;
};

Reading read(const std::vector<config::RawParam>& params) {
  Reading reading;
  reading.values = plugin::read_params(kSpecs, params, "a.yaml", "strategy.params", reading.faults);
  return reading;
}

// The one fault of one parameter.
std::string fault_of(const std::string& name, const std::string& text, bool quoted = false) {
  const Reading reading = read({given(name, text, quoted)});
  REQUIRE(reading.faults.size() == 1);
  return core::to_string(reading.faults[0]);
}

}  // namespace

TEST_CASE("without any given the declared defaults hold") {
  const Reading reading = read({});
  const bm_params view = reading.values.view();
  const Params params(view);
  CHECK(reading.faults.empty());
  CHECK(params.integer("length") == 10);
  CHECK(params.number("factor") == 1.5);
  CHECK(params.fraction("weight") == 0.1);
  CHECK(params.duration("wait") == core::kHour);
  CHECK_FALSE(params.boolean("short"));
  CHECK(params.word("volatility.rule") == "ratio");
  CHECK_FALSE(params.optional_integer("window"));
}

TEST_CASE("each type is read in the way that YAML writes it") {
  const Reading reading =
      read({given("length", "42"), given("factor", "0.25"), given("weight", "10%"),
            given("wait", "90min"), given("short", "true"), given("volatility.rule", "absolute"),
            given("window", "7")});
  const bm_params view = reading.values.view();
  const Params params(view);
  CHECK(reading.faults.empty());
  CHECK(params.integer("length") == 42);
  CHECK(params.number("factor") == 0.25);
  CHECK(params.fraction("weight") == 0.1);
  CHECK(params.duration("wait") == 90 * core::kMinute);
  CHECK(params.boolean("short"));
  CHECK(params.word("volatility.rule") == "absolute");
  CHECK(params.optional_integer("window") == 7);
}

TEST_CASE("a value of the wrong type says what was expected and where") {
  CHECK(fault_of("length", "ten") ==
        "a.yaml:3:13: strategy.params.length: expected a whole number from 1 to 1000, in bars, "
        "found 'ten'");
  CHECK(fault_of("factor", "1h") ==
        "a.yaml:3:13: strategy.params.factor: expected a number from 0, found '1h'");
  CHECK(fault_of("weight", "half") ==
        "a.yaml:3:13: strategy.params.weight: expected a fraction "
        "(10%, 5bps or 0.1) up to 1, found 'half'");
  CHECK(fault_of("wait", "5") ==
        "a.yaml:3:11: strategy.params.wait: expected a duration (20us, "
        "5min, 1h) from 0s, found '5'");
  CHECK(fault_of("short", "yes") ==
        "a.yaml:3:12: strategy.params.short: expected true or false, found 'yes'");
}

TEST_CASE("ranges are inclusive") {
  CHECK(read({given("length", "1")}).faults.empty());
  CHECK(read({given("length", "1000")}).faults.empty());
  CHECK(read({given("length", "0")}).faults.size() == 1);
  CHECK(read({given("length", "1001")}).faults.size() == 1);
  CHECK(read({given("weight", "100%")}).faults.empty());
  CHECK(read({given("weight", "101%")}).faults.size() == 1);
}

TEST_CASE("quotes make text, which only a word is") {
  CHECK(read({given("length", "42", true)}).faults.size() == 1);
  CHECK(read({given("short", "true", true)}).faults.size() == 1);
  CHECK(read({given("volatility.rule", "absolute", true)}).faults.empty());
}

TEST_CASE("an unknown word and an unknown parameter come with the nearest name") {
  const std::string word = fault_of("volatility.rule", "absolut");
  CHECK(word.find("expected one of ratio, absolute") != std::string::npos);
  CHECK(word.find("did you mean 'absolute'?") != std::string::npos);
  const std::string name = fault_of("lenght", "5");
  CHECK(name.find("a.yaml:3:5: strategy.params.lenght: unknown parameter") != std::string::npos);
  CHECK(name.find("did you mean 'length'?") != std::string::npos);
}

TEST_CASE("all faults are reported at once") {
  CHECK(read({given("length", "x"), given("nonsense", "1"), given("short", "1")}).faults.size() ==
        3);
}

TEST_CASE("what is described is what reading it again gives") {
  const Reading first =
      read({given("length", "999"), given("factor", "0.1"), given("weight", "3bps"),
            given("wait", "1234567ns"), given("short", "true"),
            given("volatility.rule", "absolute"), given("window", "11")});
  std::vector<config::RawParam> again;
  for (const auto& [name, text] : first.values.described()) {
    again.push_back(given(name, text));
  }
  const Reading second = read(again);
  REQUIRE(second.faults.empty());
  REQUIRE(second.values.view().count == kSpecs.size());
  for (std::size_t i = 0; i < kSpecs.size(); ++i) {
    const bm_param_value& a = first.values.view().values[i];
    const bm_param_value& b = second.values.view().values[i];
    CHECK(a.integer == b.integer);
    CHECK(a.number == b.number);
    CHECK(a.is_set == b.is_set);
  }
}

TEST_CASE("an optional parameter that nobody gives is left to the plug-in") {
  CHECK(read({}).values.described().back() ==
        std::pair<std::string, std::string>("window", "by plug-in"));
  CHECK(plugin::default_text(kSpecs[6]) == "by plug-in");
  CHECK(plugin::default_text(kSpecs[3]) == "1h");
}
