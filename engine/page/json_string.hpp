// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::page {

// `text`, made printable, as a JSON string. `<` is written as \u003c, so that no text can end the
// element that the data stand in or begin another.
std::string json_string(std::string_view text);

// JSON text with every `<` written as \u003c, which it can only have in strings.
std::string without_markup(std::string json);

}  // namespace barometer::page
