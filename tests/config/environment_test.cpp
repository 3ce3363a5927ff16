// SPDX-License-Identifier: Apache-2.0
#include "config/environment.hpp"

#include <cstdlib>

#include "support/catch.hpp"

using barometer::config::resolve_environment;

namespace {

// Sets a variable for one test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }

  ~Variable() { ::unsetenv(name_); }

  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("a variable that is set is filled in, with or without a default") {
  const Variable set("BAROMETER_TEST_VARIABLE", "/d");
  CHECK(barometer::config::resolve_environment("${BAROMETER_TEST_VARIABLE}/x").text == "/d/x");
  CHECK(barometer::config::resolve_environment("a${BAROMETER_TEST_VARIABLE:-z}b").text == "a/db");
}

TEST_CASE("an unset or empty variable takes its default") {
  CHECK(barometer::config::resolve_environment("${BAROMETER_TEST_UNSET:-../shared}/x").text ==
        "../shared/x");
  CHECK(barometer::config::resolve_environment("${BAROMETER_TEST_UNSET:-}x").text == "x");
  const Variable empty("BAROMETER_TEST_VARIABLE", "");
  CHECK(barometer::config::resolve_environment("${BAROMETER_TEST_VARIABLE:-d}").text == "d");
}

TEST_CASE("an unset variable without a default says what to set") {
  const auto resolved = barometer::config::resolve_environment("${BAROMETER_TEST_UNSET}/x");
  CHECK_FALSE(resolved.text);
  CHECK(resolved.fix ==
        "set the environment variable BAROMETER_TEST_UNSET, or write "
        "${BAROMETER_TEST_UNSET:-default}");
}

TEST_CASE("what a variable says is not looked at again") {
  const Variable nested("BAROMETER_TEST_VARIABLE", "${HOME}");
  CHECK_FALSE(barometer::config::resolve_environment("${BAROMETER_TEST_VARIABLE}").text);
}

TEST_CASE("misshapen variables are refused") {
  for (const char* text : {"${", "${}", "${A", "${1A}", "${A B}", "${A-b}", "${A:b}", "${:-x}"}) {
    INFO(text);
    CHECK_FALSE(barometer::config::resolve_environment(text).text);
  }
  CHECK(barometer::config::resolve_environment("$HOME {symbol} $").text == "$HOME {symbol} $");
}
