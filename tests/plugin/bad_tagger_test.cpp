// SPDX-License-Identifier: Apache-2.0
// A bad tagger harms only its run, and the message names plug-in, symbol, bar and time.

#include <cfenv>
#include <cmath>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

core::Error failure_of(const std::string& name, const Given& given) {
  const auto error =
      error_of([&] { tags_in_step(tagger_of(fixture(name), given), waving_market(2, 20), 1); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::plugin_failed);
  CHECK(says(*error, fixture(name).string() + ": tagger '" + name + "'"));
  return *error;
}

// Bar 7 of the first symbol closes in the eighth hour of 2024.
const std::string kBarSeven = "at symbol S0, bar 7, 2024-01-01T08:00:00Z: ";

}  // namespace

TEST_CASE("whatever a tagger throws at a bar ends the run with its place") {
  const auto thrown = [](const std::string& what) {
    return failure_of("throwing_tagger", {{"what", what}, {"at_bar", "7"}});
  };
  CHECK(says(thrown("std_exception"), kBarSeven + "the fixture threw on purpose"));
  CHECK(says(thrown("own_type"), kBarSeven + "threw something that is not a std::exception"));
  CHECK(says(thrown("int"), kBarSeven + "threw something that is not a std::exception"));
}

TEST_CASE("whatever a tagger throws at setup is reported with its name") {
  for (const char* what : {"std_exception", "own_type", "int"}) {
    failure_of("throwing_tagger", {{"where", "describe"}, {"what", what}});
    CHECK(says(failure_of("throwing_tagger", {{"where", "create"}, {"what", what}}),
               "create for S0: "));
  }
}

TEST_CASE("tagging ahead names the block that failed") {
  const auto error = error_of([] {
    tags_ahead(tagger_of(fixture("throwing_tagger"), {{"at_bar", "7"}}), waving_market(2, 20), 1);
  });
  REQUIRE(error);
  CHECK(says(*error, "at symbol S0, bars 0 to 19, 2024-01-01T01:00:00Z: "));
}

TEST_CASE("what was not declared may not be written") {
  const std::string broken = kBarSeven + "wrote a category that it did not declare";
  for (const char* sin : {"category_beyond", "category_negative", "infinite_scalar"}) {
    CHECK(says(failure_of("misbehaving_tagger", {{"sin", sin}, {"at_bar", "7"}}), broken));
  }
}

TEST_CASE("an unknown scalar is an honest answer") {
  const regime::TagView tags = tags_in_step(
      tagger_of(fixture("misbehaving_tagger"), {{"sin", "nan_scalar"}, {"at_bar", "7"}}),
      waving_market(1, 20), 1);
  CHECK(std::isnan(tags.scalar(0, 1)[7]));
  CHECK(tags.scalar(0, 1)[8] > 0);
}

TEST_CASE("a tagger that switches the rounding mode is caught, and the mode put back") {
  CHECK(says(failure_of("misbehaving_tagger", {{"sin", "rounds_up_in_create"}}),
             "create for S0 switched the floating-point mode"));
  CHECK(std::fegetround() == FE_TONEAREST);
  CHECK(says(failure_of("misbehaving_tagger", {{"sin", "rounds_up_in_tag"}, {"at_bar", "7"}}),
             kBarSeven + "switched the floating-point mode"));
  CHECK(std::fegetround() == FE_TONEAREST);
}
