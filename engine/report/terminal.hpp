// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "report/style.hpp"

namespace barometer::report {

// A terminal that is narrower is taken for one of so many columns, and a wider one for one of
// kFileColumns: longer lines are hard to read.
inline constexpr std::size_t kFewestColumns = 60;

// Of what is no terminal, so that whoever reads a pipe finds the same bytes on any screen.
inline constexpr std::size_t kPipeColumns = 80;

// Where a stream leads and what its environment says of it. Texts are NULL where a variable is not
// set.
struct OutputFacts {
  bool terminal = false;
  std::size_t columns = 0;  // by the terminal itself (TIOCGWINSZ); 0: it does not say
  const char* columns_variable = nullptr;  // COLUMNS, which has the last word on a terminal
  const char* no_color = nullptr;          // NO_COLOR: any text but an empty one (no-color.org)
  const char* term = nullptr;              // TERM: "dumb" has no colours
  bool colour_forbidden = false;           // --no-color
};

// The style that these facts come to.
Style style_of(const OutputFacts& facts);

// Of standard output and of standard error, by this process's environment.
Style style_of_output();
Style style_of_errors();

// Of standard output for rows of data: what is no terminal gets all columns and digits, as programs
// may read them.
Style style_of_data_output();

// What `--no-color` asks for; holds for everything that is printed afterwards.
void forbid_colour();

}  // namespace barometer::report
