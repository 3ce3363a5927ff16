// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace barometer::core {

// What a file is instead of rows of text cells.
struct WrongKind {
  std::string what;
  std::string fix;
};

// Looks at the first bytes for formats that are no CSV, at its line ends, and at whether the first
// line has another separator than the config's. nullopt where nothing speaks against reading it.
std::optional<WrongKind> wrong_kind(std::string_view text, char separator);

}  // namespace barometer::core
