// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Symbols, labels and names come from users and plug-ins. Before they reach a terminal or a file
// they lose everything that is not text.

namespace barometer::core {

// `text` without control characters (C0, DEL, C1 in UTF-8), line and paragraph separators, marks
// that reverse the direction of writing or that nobody sees, and what is no character at all
// (U+FFFE, U+FFFF); with U+FFFD in place of every byte that is not UTF-8.
std::string printable(std::string_view text);

// The same for text of several lines: line feeds stay, and where `coloured` the colours of
// report/style.hpp.
std::string printable_lines(std::string_view text, bool coloured = false);

// Bytes of the character at `i` that printable() leaves out; 0 where it stays. REQUIRES: UTF-8.
std::size_t unprintable(std::string_view text, std::size_t i);

// Columns that UTF-8 `text` takes on a terminal: two per wide character of East Asia and none per
// mark that combines with the character before it (character_width.hpp).
std::size_t display_width(std::string_view text);

// printable(text), cut to `width` columns or one less where half of a wide character would be left;
// "…" stands for what was cut.
std::string clipped(std::string_view text, std::size_t width);

}  // namespace barometer::core
