// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace barometer::config {

// Position of the first byte that is no UTF-8 or belongs to a control character other than those
// in `allowed`; nullopt where all is plain.
std::optional<std::size_t> first_odd_byte(std::string_view text, std::string_view allowed);

// Letters, digits and . _ - ^ = only, no "..", at most 100 characters: safe inside a file name.
bool is_safe_name(std::string_view text);

// The text for a message: at most 60 characters, odd bytes replaced by '?'.
std::string for_message(std::string_view text);

}  // namespace barometer::config
