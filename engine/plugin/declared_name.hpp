// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace barometer::plugin {

// Names that a plug-in declares and a YAML file writes: a letter, then letters, digits and
// underscores, all lower case, at most 64 characters.
bool is_snake_case(std::string_view name);

// One or more of them joined by dots: "volatility.rule".
bool is_dotted_name(std::string_view name);

}  // namespace barometer::plugin
