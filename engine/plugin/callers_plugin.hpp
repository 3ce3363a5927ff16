// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "plugin/library.hpp"

namespace barometer::plugin {

// What records and messages say in place of a file's path.
inline constexpr const char* kMadeByCaller = "made by the caller";

// A strategy whose manifest the caller of the library hands over in memory: a plug-in without a
// file. The manifest is kept as long as the plug-in is. `hash` is of all that decides what it does,
// empty where nobody can tell. Throws Error{plugin_failed} that lists every fault of the manifest,
// of another kind than a strategy's too.
Plugin callers_plugin(std::shared_ptr<const bm_manifest> manifest, std::string hash);

}  // namespace barometer::plugin
