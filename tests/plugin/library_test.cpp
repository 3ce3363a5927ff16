// SPDX-License-Identifier: Apache-2.0
#include <barometer/abi/plugin.h>

#include "plugin/library.hpp"

#include <cfenv>
#include <string_view>

#include "fixtures/fixture_run.hpp"
#include "plugin/fp_control.hpp"
#include "plugin/manifest_check.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// Checks that the fixture is refused as a plug-in fault that names the file and contains `words`.
void check_refused(const std::string& name, const std::string& words) {
  const auto error = error_of([&name] { plugin::load_plugin(fixture(name)); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::plugin_failed);
  CHECK(says(*error, fixture(name).string()));
  INFO(error->what());
  CHECK(says(*error, words));
}

}  // namespace

TEST_CASE("a good plug-in loads, with its canonical path and a digest of its bytes") {
  const plugin::Plugin plugin =
      plugin::load_plugin(fixture("does_nothing").parent_path() / "." / "does_nothing.so");
  CHECK(std::string_view(plugin.manifest->name) == "does_nothing");
  CHECK(plugin.path == std::filesystem::canonical(fixture("does_nothing")));
  CHECK(plugin.hash.size() == 32);
}

TEST_CASE("two libraries with a class of one name keep their own parameters") {
  const plugin::Plugin ten = plugin::load_plugin(fixture("same_name_10"));
  const plugin::Plugin fifty = plugin::load_plugin(fixture("same_name_50"));
  CHECK(ten.manifest->params[0].default_number == 10);
  CHECK(fifty.manifest->params[0].default_number == 50);
}

TEST_CASE("a library that shows more than its entry is refused with a name and what to write") {
  for (const std::string name : {"shows_all", "shows_all_sysv"}) {
    check_refused(name, "beside 'barometer_plugin' it shows 'SameName");
    check_refused(name, " more, and two plug-ins that show one name can share its data");
    check_refused(name, "build it with -fvisibility=hidden");
    check_refused(name, "or with barometer_add_plugin in CMake");
  }
}

TEST_CASE("a file that is not there") {
  const auto error = error_of([] { plugin::load_plugin(fixture("not_there")); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(says(*error, "there is no such plug-in file"));
}

TEST_CASE("a library without the entry symbol") {
  check_refused("no_symbol", "does not export 'barometer_plugin'");
}

TEST_CASE("a library that needs what nobody has fails at loading, with the loader's own words") {
  check_refused("unresolved", "function_that_nobody_has");
}

TEST_CASE("each fault of a manifest says what was found and what was expected") {
  check_refused("wrong_magic", "magic is 0x1, expected 0x3252544d4f524142");
  check_refused("wrong_major", "it was built for ABI 99.0, this program serves 1.0; rebuild it");
  check_refused("newer_minor", "it was built for ABI 1.1, this program serves 1.0; rebuild it");
  check_refused("small_manifest", "manifest has struct_size 16, expected at least 96");
  check_refused("unreleased_magic", "it was built for an earlier ABI that was never released");
  check_refused("second_unreleased_magic", "it was built for an earlier ABI that was never");
  check_refused("reader_kind", "it is a reader of data");
  check_refused("wrong_kind", "kind is 7, expected 1 (regime) or 2 (strategy)");
  check_refused("other_kind", "regime slots are NULL in a regime plug-in");
  check_refused("bad_name", "name is 'Does-Nothing', expected snake_case");
  check_refused("null_manifest", "returned NULL, expected a manifest");
  check_refused("null_slots", "strategy slots are NULL in a strategy plug-in");
  check_refused("small_slots", "strategy slots has struct_size 8, expected at least 48");
  check_refused("missing_slot", "a strategy slot is NULL; all four are required");
  check_refused("duplicate_param", "parameter 'length' is declared twice");
  check_refused("default_outside", "parameter 'length' has default 0 outside 1 to 100");
}

TEST_CASE("all faults of a manifest are reported at once") {
  const auto error = error_of([] { plugin::load_plugin(fixture("many_faults")); });
  REQUIRE(error);
  CHECK(error->faults().size() == 3);
}

TEST_CASE("a library that flushes denormals to zero from its loading on") {
  const std::uint64_t before = plugin::fp_control();
  check_refused("flush_to_zero_at_load", "loading it switched the floating-point mode");
  CHECK(plugin::fp_control() == before);
}

TEST_CASE("a library that switches the rounding mode when it is asked for its manifest") {
  check_refused("rounds_up_at_entry", "barometer_plugin() switched the floating-point mode");
  CHECK(std::fegetround() == FE_TONEAREST);
}

TEST_CASE("a plug-in of the other kind is refused by name") {
  const plugin::Plugin strategy = plugin::load_plugin(fixture("does_nothing"));
  plugin::require_kind(strategy, BM_PLUGIN_STRATEGY);
  const auto error = error_of([&strategy] { plugin::require_kind(strategy, BM_PLUGIN_REGIME); });
  REQUIRE(error);
  CHECK(says(*error, "it is a strategy plug-in, expected a regime plug-in"));
}
