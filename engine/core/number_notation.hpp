// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace barometer::core {

// Whether the text is a number in a notation that the engine does not read: with separators of
// thousands, a decimal comma, a currency sign or code, a unit such as % or K, or a plus sign. All
// cells of its column have it, so that no row can be left out for it.
bool is_other_notation(std::string_view text);

}  // namespace barometer::core
