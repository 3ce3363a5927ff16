// SPDX-License-Identifier: Apache-2.0
#include "plugin/callers_plugin.hpp"

#include "support/catch.hpp"
#include "support/forwarded_strategy.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::shared_ptr<const bm_manifest> manifest_of(const std::shared_ptr<ForwardedStrategy>& made) {
  return handed(made).manifest;
}

}  // namespace

TEST_CASE("a caller's plug-in has no file and keeps its manifest") {
  auto made = forwarded_strategy("sma_cross");
  const std::weak_ptr<ForwardedStrategy> watched = made;
  std::optional<plugin::Plugin> plugin = plugin::callers_plugin(manifest_of(made), "ab");
  CHECK(plugin->name() == "mine");
  CHECK(plugin->path == plugin::kMadeByCaller);
  CHECK(plugin->hash == "ab");
  made.reset();
  CHECK_FALSE(watched.expired());
  plugin.reset();
  CHECK(watched.expired());
}

TEST_CASE("a caller's plug-in that is no strategy is rejected") {
  const auto strategy = forwarded_strategy("sma_cross");
  strategy->manifest.abi_major = 9;
  strategy->manifest.struct_size = 8;
  const auto old = thrown_by([&] { plugin::callers_plugin(manifest_of(strategy), ""); });
  REQUIRE(old);
  CHECK(old->kind() == core::ErrorKind::plugin_failed);
  CHECK(old->faults().size() == 2);
  const auto regime =
      plugin::load_plugin(std::string(BAROMETER_BINARY_DIR) + "/plugins/regime.so").manifest;
  const std::shared_ptr<const bm_manifest> tagger(regime, [](const bm_manifest*) {});
  CHECK(mentions(
      thrown_by([&] { plugin::callers_plugin(tagger, ""); }),
      "made by the caller: plug-in rejected: it is a regime plug-in, expected a strategy"));
  CHECK(mentions(thrown_by([] { plugin::callers_plugin(nullptr, ""); }), "expected a manifest"));
}
