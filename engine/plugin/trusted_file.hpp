// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace barometer::plugin {

// Why this open file must not be loaded as code: it or its folder may be written by anyone, or
// belongs to neither root nor the present user, or it is no regular file. nullopt when it may be
// loaded. Both are descriptors, so that what was checked is what gets read.
std::optional<std::string> why_untrusted(int file, int folder);

}  // namespace barometer::plugin
