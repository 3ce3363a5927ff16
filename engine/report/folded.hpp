// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/style.hpp"

namespace barometer::report {

// `text` of whole lines, those of more than `width` columns broken at blanks. What is broken off
// goes on under the line's last part that stands two blanks or more behind the one before, where
// that is in the line's first half; else two columns further in than the line. A word that does not
// fit any line is left whole: whoever copies a path wants all of it. Colours take no columns.
std::string folded(std::string_view text, std::size_t width);

// `text` broken at blanks to lines of at most `width` columns; lines after the first are indented
// by `indent`, and the first is expected to stand at that column already.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

inline std::string wrapped(std::string_view text, std::size_t indent, const Style& style) {
  return wrapped(text, indent, style.sentence_width());
}

}  // namespace barometer::report
