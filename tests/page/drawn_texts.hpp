// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chart/panel.hpp"

namespace barometer::test {

// A text of a picture: where it stands, in pixels, and how large.
struct DrawnText {
  double left = 0;
  double right = 0;
  double y = 0;
  double size = 0;
  std::string words;
};

// What an entity of SVG stands for.
inline std::string without_entities(std::string text) {
  constexpr std::pair<const char*, const char*> kEntities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, letter] : kEntities) {
    for (std::size_t at = text.find(entity); at != std::string::npos;
         at = text.find(entity, at + 1)) {
      text.replace(at, std::string_view(entity).size(), letter);
    }
  }
  return text;
}

// All level texts of an SVG of engine/chart.
inline std::vector<DrawnText> drawn_texts(const std::string& svg) {
  static const std::regex kText(
      "<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\" font-size=\"([0-9.]+)\"[^>]*"
      "text-anchor=\"([a-z]+)\"([^>]*)>([^<]*)</text>");
  std::vector<DrawnText> texts;
  for (std::sregex_iterator at(svg.begin(), svg.end(), kText), end; at != end; ++at) {
    const std::smatch& found = *at;
    if (found[5].str().find("rotate") != std::string::npos) {
      continue;
    }
    const double size = std::stod(found[3]);
    const std::string words = without_entities(found[6]);
    const double width = chart::text_width(words, size);
    const double x = std::stod(found[1]);
    const double left = found[4] == "start" ? x : found[4] == "end" ? x - width : x - width / 2;
    texts.push_back({left, left + width, std::stod(found[2]), size, words});
  }
  return texts;
}

// What is wrong with the texts of a picture as wide as that: outside of it, too small, or over one
// another. Empty: nothing.
inline std::string text_faults(const std::string& svg, double width) {
  const std::vector<DrawnText> texts = drawn_texts(svg);
  std::string faults;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const DrawnText& text = texts[i];
    if (text.left < -1 || text.right > width + 1 || text.size < 11) {
      faults += "outside or small: " + text.words + "\n";
    }
    for (std::size_t k = 0; k < i; ++k) {
      const bool beside = text.right <= texts[k].left || texts[k].right <= text.left;
      const bool apart = std::abs(text.y - texts[k].y) >= 10;
      if (!beside && !apart && !text.words.empty() && !texts[k].words.empty()) {
        faults += "over one another: " + text.words + ", " + texts[k].words + "\n";
      }
    }
  }
  return faults;
}

}  // namespace barometer::test
