// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace barometer::report {

enum class Tone { plain, strong, faint, good, bad, warning };

// How wide a line of text is where nothing else says so: in files, which no terminal cuts.
inline constexpr std::size_t kFileColumns = 120;

inline constexpr std::size_t kSentenceColumns = 100;

// How text is written: in the ANSI colours of a terminal or plainly, and in lines of how many
// columns. style_of_output() (terminal.hpp) is that of standard output.
struct Style {
  bool colour = false;
  std::size_t width = kFileColumns;

  // Of sentences: longer lines are hard to read.
  std::size_t sentence_width() const { return std::min(width, kSentenceColumns); }

  std::string paint(Tone tone, std::string_view text) const;
};

}  // namespace barometer::report
