// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace barometer::core {

// Columns of a character on a terminal: 2 where Unicode 14 calls it wide or fullwidth (Annex 11,
// East Asian Width: W, F), 0 where it is a mark that stands on the one before it (general
// categories Mn, Me) or joins others unseen (U+200C, U+200D), 1 otherwise.
std::size_t character_width(char32_t character);

}  // namespace barometer::core
