// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace barometer::chart {

// Pixels of type that is never smaller.
inline constexpr double kSmallType = 11;

// Pixels that a text of that size takes, rather more than less.
double text_width(std::string_view text, double size);

// The same in bold.
double bold_width(std::string_view text, double size);

// `text`, cut where it is wider than so many pixels in bold type; "…" stands for what was cut.
std::string fitted(std::string_view text, double size, double width);

// `text` in lines that are no wider than that in bold type, broken at blanks; a word that no line
// holds is cut.
std::vector<std::string> broken(std::string_view text, double size, double width);

}  // namespace barometer::chart
