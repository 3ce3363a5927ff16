// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/params.hpp>

#include <array>
#include <stdexcept>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::array kWords{"fast", "slow"};

constexpr std::array kSpecs{
    integer_param({.name = "length"}),  number_param({.name = "factor"}),
    fraction_param({.name = "weight"}), duration_param({.name = "wait"}),
    boolean_param({.name = "short"}),   word_param({.name = "pace", .words = kWords})};

constexpr std::array<bm_param_value, 6> kValues{{{7, 7, nullptr, nullptr, 0, 1},
                                                 {0, 2.5, nullptr, nullptr, 0, 1},
                                                 {0, 0.1, nullptr, nullptr, 0, 1},
                                                 {3'600'000'000'000, 0, nullptr, nullptr, 0, 1},
                                                 {1, 1, nullptr, nullptr, 0, 1},
                                                 {0, 0, "slow", nullptr, 0, 1}}};

constexpr std::array<bm_param_value, 6> kNothing{};

constexpr bm_params kGiven{kSpecs.data(), kValues.data(), 6, 0};
constexpr bm_params kSilent{kSpecs.data(), kNothing.data(), 6, 0};

}  // namespace

TEST_CASE("a number of bars is declared as one") {
  constexpr bm_param_spec window = bars_param("window", {.fallback = 20, .help = "looked back"});
  CHECK(window.name == std::string_view("window"));
  CHECK(window.type == BM_PARAM_INTEGER);
  CHECK(window.unit == std::string_view("bars"));
  CHECK(window.default_number == 20);
  CHECK(window.minimum == 1);
  CHECK(window.help == std::string_view("looked back"));
}

TEST_CASE("values are read by name and type") {
  const Params params(kGiven);
  CHECK(params.integer("length") == 7);
  CHECK(params.number("factor") == 2.5);
  CHECK(params.fraction("weight") == 0.1);
  CHECK(params.duration("wait") == 3'600'000'000'000);
  CHECK(params.boolean("short"));
  CHECK(params.word("pace") == "slow");
}

TEST_CASE("what is set can be read as optional too") {
  const Params params(kGiven);
  CHECK(params.optional_integer("length") == 7);
  CHECK(params.optional_number("factor") == 2.5);
  CHECK(params.optional_fraction("weight") == 0.1);
  CHECK(params.optional_duration("wait") == 3'600'000'000'000);
  CHECK(params.optional_boolean("short") == true);
  CHECK(params.optional_word("pace") == std::string_view("slow"));
}

TEST_CASE("what is not set is nullopt") {
  const Params params(kSilent);
  CHECK_FALSE(params.optional_integer("length"));
  CHECK_FALSE(params.optional_number("factor"));
  CHECK_FALSE(params.optional_fraction("weight"));
  CHECK_FALSE(params.optional_duration("wait"));
  CHECK_FALSE(params.optional_boolean("short").has_value());
  CHECK_FALSE(params.optional_word("pace"));
}

TEST_CASE("reading a parameter that was not declared throws and names it") {
  const Params params(kGiven);
  CHECK_THROWS_AS(params.integer("lenght"), std::logic_error);
  CHECK_THROWS_AS(params.number("length"), std::logic_error);
  CHECK_THROWS_AS(params.fraction("factor"), std::logic_error);
  CHECK_THROWS_AS(params.integer("wait"), std::logic_error);
}

TEST_CASE("reading an optional parameter as a required one throws where it is not set") {
  CHECK_THROWS_AS(Params(kSilent).integer("length"), std::logic_error);
  CHECK_THROWS_AS(Params(kSilent).word("pace"), std::logic_error);
}

TEST_CASE("a declared row has everything that the host needs to check a YAML file") {
  constexpr bm_param_spec row = integer_param({.name = "window",
                                               .fallback = 24,
                                               .minimum = 1,
                                               .maximum = 100,
                                               .unit = "bars",
                                               .help = "bars looked back"});
  CHECK(row.type == BM_PARAM_INTEGER);
  CHECK(row.default_number == 24);
  CHECK(row.minimum == 1);
  CHECK(row.maximum == 100);
  CHECK(std::string_view(row.unit) == "bars");
  CHECK(row.flags == 0);
  CHECK(integer_param({.name = "window", .optional = true}).flags == BM_PARAM_OPTIONAL);
}

TEST_CASE("lists are read by name and type, words too") {
  static constexpr std::array windows{20.0, 50.0};
  constexpr std::array specs{
      integers_param({.name = "windows", .fallback = windows, .unit = "bars"}),
      durations_param({.name = "waits"}), fractions_param({.name = "shares"}),
      numbers_param({.name = "levels", .optional = true}),
      words_param({.name = "paces", .words = kWords})};
  constexpr std::array<bm_param_value, 2> whole{
      {{7, 7, nullptr, nullptr, 0, 1}, {8, 8, nullptr, nullptr, 0, 1}}};
  constexpr std::array<bm_param_value, 2> real{
      {{0, 0.5, nullptr, nullptr, 0, 1}, {0, 2.5, nullptr, nullptr, 0, 1}}};
  constexpr std::array<bm_param_value, 1> word{{{0, 0, "slow", nullptr, 0, 1}}};
  const std::array<bm_param_value, 5> values{{{0, 0, nullptr, whole.data(), 2, 1},
                                              {0, 0, nullptr, whole.data(), 1, 1},
                                              {0, 0, nullptr, real.data(), 2, 1},
                                              {},
                                              {0, 0, nullptr, word.data(), 1, 1}}};
  const bm_params given{specs.data(), values.data(), 5, 0};
  const Params params(given);
  CHECK(params.integers("windows") == std::vector<std::int64_t>{7, 8});
  CHECK(params.optional_integers("windows") == std::vector<std::int64_t>{7, 8});
  CHECK(params.durations("waits") == std::vector<std::int64_t>{7});
  CHECK(params.optional_durations("waits") == std::vector<std::int64_t>{7});
  CHECK(params.fractions("shares") == std::vector{0.5, 2.5});
  CHECK(params.optional_fractions("shares") == std::vector{0.5, 2.5});
  CHECK_FALSE(params.optional_numbers("levels"));
  CHECK_THROWS_AS(params.numbers("levels"), std::logic_error);
  CHECK(params.words("paces") == std::vector<std::string_view>{"slow"});
  CHECK(params.optional_words("paces") == std::vector<std::string_view>{"slow"});
  CHECK_THROWS_AS(params.integer("windows"), std::logic_error);
  CHECK_THROWS_AS(params.durations("windows"), std::logic_error);
}

TEST_CASE("a list that is declared has its lengths and its default") {
  static constexpr std::array kDefault{20.0, 50.0};
  constexpr bm_param_spec row = integers_param({.name = "windows",
                                                .fallback = kDefault,
                                                .minimum = 2,
                                                .min_items = 1,
                                                .max_items = 3,
                                                .unit = "bars"});
  CHECK(row.flags == BM_PARAM_LIST);
  CHECK(row.default_items == 2);
  CHECK(row.default_numbers == kDefault.data());
  CHECK((row.min_items == 1 && row.max_items == 3 && row.minimum == 2));
  CHECK(words_param({.name = "a", .words = kWords, .optional = true}).flags ==
        (BM_PARAM_LIST | BM_PARAM_OPTIONAL));
}

TEST_CASE("a single value is not read as a list") {
  CHECK_THROWS_AS(Params(kGiven).integers("length"), std::logic_error);
}

TEST_CASE("a boolean has no other values than 0 and 1") {
  constexpr bm_param_spec row = boolean_param({.name = "short", .minimum = -5, .maximum = 5});
  CHECK(row.minimum == 0);
  CHECK(row.maximum == 1);
}
