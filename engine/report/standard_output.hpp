// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace barometer::report {

// The one way of text to a terminal: every command prints through these, so that no name,
// message or file can send it more than text (core::printable_lines).

// To standard output. A failure (nobody reads it any more, a full disk, a closed descriptor) ends
// the printing, not the work, whose files still are to be written; finish_printing() tells of it.
void print(std::string_view text);

// The same for what people read: lines that are too long for style_of_output() go on in the next
// one, between two words (folded.hpp). Not for what programs read or a shell is to be given.
void print_folded(std::string_view text);

// To standard error, on a terminal folded like that; what cannot be printed there cannot be told to
// anybody.
void print_error(std::string_view text);

// The last call: throws Error{write_failed} unless all that was printed has arrived.
void finish_printing();

}  // namespace barometer::report
