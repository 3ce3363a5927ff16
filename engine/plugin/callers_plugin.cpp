// SPDX-License-Identifier: Apache-2.0
#include "plugin/callers_plugin.hpp"

#include <fmt/format.h>

#include <utility>

#include "plugin/call_page.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/rejection.hpp"

namespace barometer::plugin {

Plugin callers_plugin(std::shared_ptr<const bm_manifest> manifest, std::string hash) {
  if (auto faults = manifest_faults(manifest.get()); !faults.empty()) {
    reject(kMadeByCaller, std::move(faults));
  }
  Plugin plugin{manifest.get(), kMadeByCaller, std::move(hash)};
  require_kind(plugin, BM_PLUGIN_STRATEGY);
  plugin.told = remember(fmt::format("{}: strategy '{}'", kMadeByCaller, plugin.name()));
  plugin.owner = std::move(manifest);
  return plugin;
}

}  // namespace barometer::plugin
