// SPDX-License-Identifier: Apache-2.0
#include "app/project_name.hpp"

#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

const std::vector<std::string> kShipped{"regime", "sma_cross"};

// What is said of the name; empty where it may be had.
std::string said_of(const std::string& name) {
  try {
    app::check_project_name("tagger", name, kShipped);
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("names in snake case may be had") {
  for (const std::string name :
       {"my_idea", "x", "a1", "rsi_2_fast", "classy", "tests", "new_one"}) {
    INFO(name);
    CHECK(said_of(name).empty());
  }
  CHECK(said_of(std::string(64, 'a')).empty());
}

TEST_CASE("each name that cannot be had is answered with the reason and one that can") {
  struct Case {
    std::string name, reason, instead;
  };

  const std::vector<Case> cases{
      {"MyIdea", "found 'MyIdea'", "my_idea"},
      {"my-idea", "found 'my-idea'", "my_idea"},
      {"my idea.cpp", "expected a name like my_idea", "my_idea_cpp"},
      {"_x_", "single underscores", "x"},
      {"a__b", "single underscores", "a_b"},
      {"2fast", "a small letter", "my_2fast"},
      {"RSI2", "found 'RSI2'", "rsi2"},
      {"../x", "found '../x'", "x"},
      {"", "found ''", "my_idea"},
      {"\xc3\xbc", "expected a name", "my_idea"},
      {"class", "'class' is a word of C++", "my_class"},
      {"Co-Await", "expected a name", "my_co_await"},
      {"xor", "'xor' is a word of C++", "my_xor"},
      {"test", "'test' is a target of every CMake project", "my_test"},
      {"null", "'null' is no name in YAML", "my_null"},
      {"sma_cross", "'sma_cross' comes with Barometer", "my_sma_cross"},
      {std::string(65, 'a'), "64 characters at most", std::string(61, 'a')}};
  for (const Case& each : cases) {
    INFO(each.name);
    const std::string said = said_of(each.name);
    CHECK(contains(said, each.reason));
    CHECK(said.ends_with("type: barometer new tagger " + each.instead));
    CHECK(said_of(each.instead).empty());
  }
}

TEST_CASE("the class has the plug-in's name and is no macro") {
  CHECK(app::project_class("strategy", "my_idea") == "MyIdea");
  CHECK(app::project_class("strategy", "rsi_2_fast") == "Rsi2Fast");
  CHECK(app::project_class("strategy", "x") == "XStrategy");
  CHECK(app::project_class("tagger", "e_o_f") == "EOFTagger");
  CHECK(app::project_class("tagger", "n_2") == "N2Tagger");
}
