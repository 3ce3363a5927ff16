// SPDX-License-Identifier: Apache-2.0
#include "chart/type.hpp"

#include <algorithm>

#include "core/safe_text.hpp"

namespace barometer::chart {

namespace {

constexpr double kBolder = 1.08;

// Of its size, in Helvetica and the fonts that stand in for it, rounded up.
double letter_width(char c) {
  constexpr std::string_view kNarrow = " .,:;'|!()[]ijlft-";
  constexpr std::string_view kWide = "mwMW%@";
  const bool capital = c >= 'A' && c <= 'Z';
  return kNarrow.find(c) != std::string_view::npos ? 0.34
         : kWide.find(c) != std::string_view::npos ? 0.9
         : capital                                 ? 0.72
                                                   : 0.57;
}

}  // namespace

double text_width(std::string_view text, double size) {
  double ems = 0;
  std::size_t letters = 0;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80) {
      ems += letter_width(c);
      ++letters;
    }
  }
  // What is not ASCII by its columns on a terminal.
  ems += 0.6 * static_cast<double>(core::display_width(text) - letters);
  return ems * size;
}

double bold_width(std::string_view text, double size) {
  return text_width(text, size) * kBolder;
}

std::string fitted(std::string_view text, double size, double width) {
  std::string cut(text);
  for (std::size_t columns = core::display_width(text);
       columns > 1 && bold_width(cut, size) > width; --columns) {
    cut = core::clipped(text, columns - 1);
  }
  return cut;
}

std::vector<std::string> broken(std::string_view text, double size, double width) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = fitted(text.substr(begin, end - begin), size, width);
    if (!lines.empty() && bold_width(lines.back() + " " + word, size) <= width) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
    begin = end + 1;
  }
  return lines;
}

}  // namespace barometer::chart
