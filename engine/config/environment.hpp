// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace barometer::config {

// A text with its variables filled in, or what to do about the one that cannot be.
struct Resolved {
  std::optional<std::string> text;
  std::string fix;
};

// Replaces ${NAME} and ${NAME:-default}; an empty variable counts as unset. What a variable says is
// not looked at again. Only paths go through here.
Resolved resolve_environment(std::string_view text);

}  // namespace barometer::config
