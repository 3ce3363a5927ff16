// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Symbols, labels and names come from users and plug-ins. Before they reach a terminal or a file
// they lose everything that is not text.

namespace barometer::core {

// `text` without control characters (C0, DEL, C1 in UTF-8), line and paragraph separators and the
// marks that reverse the direction of writing.
std::string printable(std::string_view text);

// Columns that UTF-8 `text` takes on a terminal: one per code point.
std::size_t display_width(std::string_view text);

// printable(text), cut to `width` columns; "…" stands for what was cut.
std::string clipped(std::string_view text, std::size_t width);

}  // namespace barometer::core
