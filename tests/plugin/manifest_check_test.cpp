// SPDX-License-Identifier: Apache-2.0
#include "plugin/manifest_check.hpp"

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

bm_manifest good_manifest() {
  return *plugin::load_plugin(fixture("does_nothing")).manifest;
}

using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("a good manifest has no faults") {
  const bm_manifest manifest = good_manifest();
  CHECK(plugin::manifest_faults(&manifest).empty());
}

TEST_CASE("shipped plug-ins have no faults") {
  for (const char* name :
       {"regime", "ml_common_regime", "regime_model", "buy_and_hold", "sma_cross",
        "regime_momentum", "volatility_target", "donchian_breakout", "session_mean_reversion"}) {
    CHECK(plugin::manifest_faults(plugin::load_plugin(shipped(name)).manifest).empty());
  }
}

TEST_CASE("behind a foreign magic nothing else is read") {
  bm_manifest manifest = good_manifest();
  manifest.magic = 7;
  manifest.name = reinterpret_cast<const char*>(1);  // reading it would crash
  CHECK(plugin::manifest_faults(&manifest).size() == 1);
}

TEST_CASE("a plug-in of the ABI that was never released is named as such and not read") {
  bm_manifest manifest = good_manifest();
  manifest.magic = GENERATE(BM_MAGIC_UNRELEASED, BM_MAGIC_UNRELEASED_2);
  manifest.name = reinterpret_cast<const char*>(1);  // reading it would crash
  CHECK(plugin::manifest_faults(&manifest) ==
        Faults{"it was built for an earlier ABI that was never released; rebuild it with this "
               "program's headers (ABI 1.0)"});
}

TEST_CASE("a reader of data is refused in words until data are read by plug-ins") {
  bm_manifest manifest = good_manifest();
  manifest.kind = BM_PLUGIN_READER;
  CHECK(plugin::manifest_faults(&manifest) ==
        Faults{"it is a reader of data; this version of the program reads CSV files only"});
  CHECK(plugin::kind_name(BM_PLUGIN_READER) == "reader");
}

TEST_CASE("behind another version or size nothing else is read") {
  bm_manifest manifest = good_manifest();
  manifest.name = reinterpret_cast<const char*>(1);
  manifest.abi_major = 2;
  manifest.struct_size = 40;
  CHECK(plugin::manifest_faults(&manifest) ==
        Faults{"it was built for ABI 2.0, this program serves 1.0; rebuild it",
               "manifest has struct_size 40, expected at least 96"});
}

TEST_CASE("a manifest of a later build may be longer") {
  bm_manifest manifest = good_manifest();
  manifest.struct_size += 16;
  CHECK(plugin::manifest_faults(&manifest).empty());
}

TEST_CASE("texts may not be NULL") {
  bm_manifest manifest = good_manifest();
  manifest.name = manifest.version = manifest.build = manifest.description = nullptr;
  CHECK(plugin::manifest_faults(&manifest).size() == 4);
}

TEST_CASE("a name cannot act on the terminal that shows it") {
  bm_manifest manifest = good_manifest();
  manifest.name = "red\x1b[31m";
  const Faults faults = plugin::manifest_faults(&manifest);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find('\x1b') == std::string::npos);
}

TEST_CASE("a parameter table that is not there, or absurdly long") {
  bm_manifest manifest = good_manifest();
  manifest.param_count = 2;
  CHECK(plugin::manifest_faults(&manifest) == Faults{"params is NULL, expected 2 rows"});
  const bm_param_spec row{};
  manifest.params = &row;
  manifest.param_count = 4'000'000'000;
  CHECK(plugin::manifest_faults(&manifest) ==
        Faults{"4000000000 parameters, expected at most 1000"});
}

TEST_CASE("each missing slot is a fault") {
  bm_manifest manifest = good_manifest();
  bm_strategy_slots slots = *manifest.strategy;
  manifest.strategy = &slots;
  slots.create = nullptr;
  CHECK(plugin::manifest_faults(&manifest).size() == 1);
  slots = *good_manifest().strategy;
  slots.reset = nullptr;
  CHECK(plugin::manifest_faults(&manifest).size() == 1);
  slots = *good_manifest().strategy;
  slots.destroy = nullptr;
  CHECK(plugin::manifest_faults(&manifest).size() == 1);
}

TEST_CASE("each missing slot of a tagger is a fault") {
  const bm_manifest good = *plugin::load_plugin(fixture("good_tagger")).manifest;
  bm_manifest manifest = good;
  bm_regime_slots slots = *good.regime;
  manifest.regime = &slots;
  const auto check_without = [&](auto bm_regime_slots::*slot) {
    slots = *good.regime;
    slots.*slot = nullptr;
    CHECK(plugin::manifest_faults(&manifest) ==
          Faults{"a regime slot is NULL; all eight are required"});
  };
  check_without(&bm_regime_slots::describe);
  check_without(&bm_regime_slots::create);
  check_without(&bm_regime_slots::tag);
  check_without(&bm_regime_slots::reset);
  check_without(&bm_regime_slots::state_size);
  check_without(&bm_regime_slots::save);
  check_without(&bm_regime_slots::load);
  check_without(&bm_regime_slots::destroy);
}
