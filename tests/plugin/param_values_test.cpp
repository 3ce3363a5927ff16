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

constexpr std::array kWindows{20.0, 50.0, 100.0};
constexpr std::array kShares{0.5, 0.25};
constexpr std::array kWaits{3.6e12};

constexpr std::array kSpecs{
    integer_param(
        {.name = "length", .fallback = 10, .minimum = 1, .maximum = 1000, .unit = "bars"}),
    number_param({.name = "factor", .fallback = 1.5, .minimum = 0}),
    fraction_param({.name = "weight", .fallback = 0.1, .maximum = 1}),
    duration_param({.name = "wait", .fallback = 3.6e12, .minimum = 0}),
    boolean_param({.name = "short"}),
    word_param({.name = "volatility.rule", .fallback = "ratio", .words = kWords}),
    integer_param({.name = "window", .minimum = 2, .unit = "bars", .optional = true}),
    integers_param({.name = "windows",
                    .fallback = kWindows,
                    .minimum = 2,
                    .maximum = 1000,
                    .min_items = 2,
                    .max_items = 4,
                    .unit = "bars"}),
    fractions_param({.name = "shares", .fallback = kShares, .maximum = 1}),
    durations_param({.name = "waits", .fallback = kWaits, .minimum = 0}),
    words_param({.name = "rules", .fallback = kWords, .words = kWords, .min_items = 0}),
    numbers_param({.name = "levels", .min_items = 2, .max_items = 2, .optional = true})};

config::RawParam given(const std::string& name, const std::string& text, bool quoted = false) {
  return {name, {3, 5}, {text, quoted, {3, 5 + static_cast<int>(name.size()) + 2}}};
}

// A list in line 4, whose items stand eight columns apart from column 20 on.
config::RawParam list(const std::string& name, const std::vector<std::string>& texts) {
  config::RawParam param{name, {4, 5}, {"", false, {4, 15}}, true, {}};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    param.items.push_back({texts[i], false, {4, 20 + 8 * static_cast<int>(i)}});
  }
  return param;
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
std::string fault_of(const config::RawParam& param) {
  const Reading reading = read({param});
  REQUIRE(reading.faults.size() == 1);
  return core::to_string(reading.faults[0]);
}

std::string fault_of(const std::string& name, const std::string& text, bool quoted = false) {
  return fault_of(given(name, text, quoted));
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
  const auto described = first.values.described();
  std::vector<config::RawParam> again;
  for (const auto& [name, text] : std::span(described).first(7)) {  // single values
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
  CHECK(read({}).values.described()[6] ==
        std::pair<std::string, std::string>("window", "by plug-in"));
  CHECK(read({}).values.described().back() ==
        std::pair<std::string, std::string>("levels", "by plug-in"));
  CHECK(plugin::default_text(kSpecs[6]) == "by plug-in");
  CHECK(plugin::default_text(kSpecs[3]) == "1h");
}

TEST_CASE("without any given the declared lists hold") {
  const Reading reading = read({});
  const bm_params view = reading.values.view();
  const Params params(view);
  CHECK(params.integers("windows") == std::vector<std::int64_t>{20, 50, 100});
  CHECK(params.fractions("shares") == std::vector{0.5, 0.25});
  CHECK(params.durations("waits") == std::vector<std::int64_t>{core::kHour});
  CHECK(params.words("rules") == std::vector<std::string_view>{"ratio", "absolute"});
  CHECK_FALSE(params.optional_numbers("levels"));
}

TEST_CASE("each type of list is read in the way that YAML writes its items") {
  const Reading reading =
      read({list("windows", {"10", "20"}), list("shares", {"10%", "5bps", "0.1"}),
            list("waits", {"90min", "1d"}), list("rules", {}), list("levels", {"-1.5", "2"})});
  REQUIRE(reading.faults.empty());
  const bm_params view = reading.values.view();
  const Params params(view);
  CHECK(params.integers("windows") == std::vector<std::int64_t>{10, 20});
  CHECK(params.fractions("shares") == std::vector{0.1, 0.0005, 0.1});
  CHECK(params.durations("waits") == std::vector{90 * core::kMinute, core::kDay});
  CHECK(params.words("rules").empty());
  CHECK(params.optional_numbers("levels") == std::vector{-1.5, 2.0});
  CHECK(view.values[11].integer == 0);
  CHECK(view.values[7].items[1].is_set == 1);
}

TEST_CASE("a list's text is what the YAML would say") {
  const auto rows = read({list("shares", {"10%", "5bps"}), list("rules", {})}).values.described();
  CHECK(rows[7].second == "[20, 50, 100]");
  CHECK(rows[8].second == "[0.1, 0.0005]");
  CHECK(rows[9].second == "[1h]");
  CHECK(rows[10].second == "[]");
  CHECK(plugin::default_text(kSpecs[10]) == "[ratio, absolute]");
  CHECK(plugin::default_text(kSpecs[11]) == "by plug-in");
}

TEST_CASE("an item that does not fit is named with its own place") {
  CHECK(fault_of(list("windows", {"20", "1", "30"})) ==
        "a.yaml:4:28: strategy.params.windows[1]: expected a whole number from 2 to 1000, in bars, "
        "found '1'");
  CHECK(read({list("windows", {"x", "y", "30"})}).faults.size() == 2);
  CHECK(fault_of(list("rules", {"ratoi"})) ==
        "a.yaml:4:20: strategy.params.rules[0]: expected one of ratio, absolute, found 'ratoi'\n"
        "    did you mean 'ratio'?");
}

TEST_CASE("where an item does not fit the default holds, so that nobody is handed half a list") {
  const Reading reading = read({list("windows", {"20", "x", "30"})});
  const bm_params view = reading.values.view();
  CHECK(reading.faults.size() == 1);
  CHECK(Params(view).integers("windows") == std::vector<std::int64_t>{20, 50, 100});
}

TEST_CASE("a list that is too short or too long is refused with its length") {
  const std::string expected =
      "a.yaml:4:15: strategy.params.windows: expected a list of 2 to 4 values, each a whole number "
      "from 2 to 1000, in bars, found ";
  CHECK(fault_of(list("windows", {"20"})) == expected + "a list of 1");
  CHECK(fault_of(list("windows", {})) == expected + "an empty list");
  CHECK(fault_of(list("windows", {"2", "3", "4", "5", "6"})) == expected + "a list of 5");
  CHECK(read({list("windows", {"0"})}).faults.size() == 2);
  CHECK(fault_of(list("levels", {"1"})) ==
        "a.yaml:4:15: strategy.params.levels: expected a list of 2 values, each a number, found a "
        "list of 1");
}

TEST_CASE("one value is no list, and a list is not one value") {
  CHECK(fault_of("windows", "20") ==
        "a.yaml:3:14: strategy.params.windows: expected a list of 2 to 4 values, each a whole "
        "number from 2 to 1000, in bars, found '20'\n    write [20]");
  CHECK(fault_of(list("length", {"1", "2"})) ==
        "a.yaml:4:15: strategy.params.length: expected a whole number from 1 to 1000, in bars, "
        "found a list\n    a run has one value; make a run for each");
}

TEST_CASE("the lists of a copy outlive what it was copied from") {
  plugin::ParamValues copy;
  {
    const Reading reading = read({list("windows", {"7", "8"})});
    copy = reading.values;
  }
  const bm_params view = copy.view();
  CHECK(Params(view).integers("windows") == std::vector<std::int64_t>{7, 8});
  CHECK(Params(view).words("rules").size() == 2);
}

TEST_CASE("a value in quotes that should be none says so") {
  CHECK(fault_of("short", "true", true).ends_with("found 'true' in quotes"));
}
