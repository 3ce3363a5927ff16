// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/plugin.h>

#include <string>
#include <vector>

namespace barometer::plugin {

// Everything that is wrong with a manifest, each with what was expected and what was found. Reads
// past the first fields only when magic and size say that they are there; calls nothing.
std::vector<std::string> manifest_faults(const bm_manifest* manifest);

// "regime" | "strategy" | "reader"
std::string kind_name(bm_plugin_kind kind);

}  // namespace barometer::plugin
