// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/plugin.h>

#include <string>
#include <vector>

namespace barometer::plugin {

struct Plugin;

// Everything that is wrong with a manifest, each with what was expected and what was found. Reads
// past the first fields only when magic and size say that they are there; calls nothing.
std::vector<std::string> manifest_faults(const bm_manifest* manifest);

// Throws Error{plugin_failed} unless the plug-in is of this kind.
void require_kind(const Plugin& plugin, bm_plugin_kind kind);

// "regime" | "strategy" | "reader"
std::string kind_name(bm_plugin_kind kind);

}  // namespace barometer::plugin
