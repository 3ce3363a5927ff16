// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace barometer::plugin {

// Why this file must not be loaded as code: it or its folder may be written by anyone, or belongs
// to neither root nor the present user. nullopt when it may be loaded. REQUIRES: `file` is
// canonical (no symlinks), so that what was checked is what gets loaded.
std::optional<std::string> why_untrusted(const std::filesystem::path& file);

}  // namespace barometer::plugin
