// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <regex>
#include <string>
#include <vector>

#include "chart/figure.hpp"
#include "chart/type.hpp"
#include "support/catch.hpp"

// What pictures must keep of their words: they are large enough, whole and apart.

namespace barometer_test {

// Where a text of the picture stands, by the mean width of letters that panels reckon with.
struct PlacedText {
  double left;
  double right;
  double y;
  double size;
  std::string words;
};

inline std::string without_entities(std::string text) {
  const std::regex entity("&[#a-z0-9]+;");
  return std::regex_replace(text, entity, "&");
}

inline std::vector<PlacedText> texts_of(const std::string& svg) {
  static const std::regex kText(
      R"re(<text x="([-0-9.]+)" y="([-0-9.]+)" font-size="([0-9.]+)" fill="[^"]*" )re"
      R"re(text-anchor="(\w+)"([^>]*)>([^<]*)<)re");
  std::vector<PlacedText> found;
  for (std::sregex_iterator at(svg.begin(), svg.end(), kText), end; at != end; ++at) {
    const double x = std::stod((*at)[1]);
    const double size = std::stod((*at)[3]);
    const std::string words = without_entities((*at)[6]);
    if (words.empty()) {
      continue;  // nothing is drawn
    }
    const bool turned = (*at)[5].str().find("rotate") != std::string::npos;
    const bool bold = (*at)[5].str().find("bold") != std::string::npos;
    const double width = turned ? size
                         : bold ? barometer::chart::bold_width(words, size)
                                : barometer::chart::text_width(words, size);
    // Letters that are turned stand left of their line, but for their feet.
    const double share = turned ? 0.8 : (*at)[4] == "start" ? 0 : (*at)[4] == "middle" ? 0.5 : 1;
    found.push_back({x - share * width, x + (1 - share) * width, std::stod((*at)[2]), size, words});
    CHECK(size >= 11);
  }
  return found;
}

inline void check_apart(const std::vector<PlacedText>& texts, double width) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    INFO(texts[i].words << " from " << texts[i].left << " to " << texts[i].right);
    CHECK(texts[i].left >= 0);
    CHECK(texts[i].right <= width);
    for (std::size_t k = 0; k < i; ++k) {
      INFO(texts[k].words << " from " << texts[k].left << " to " << texts[k].right);
      const bool beside =
          texts[i].left >= texts[k].right - 1e-6 || texts[k].left >= texts[i].right - 1e-6;
      CHECK((beside || std::abs(texts[i].y - texts[k].y) >= 11));
    }
  }
}

// A picture, a whole document, that is shown 390 pixels wide.
inline void check_phone(const std::string& svg) {
  static const std::regex kView(R"re(viewBox="([-0-9.]+) ([-0-9.]+) ([-0-9.]+) ([-0-9.]+)")re");
  std::smatch view;
  REQUIRE(std::regex_search(svg, view, kView));
  const double top = std::stod(view[2]);
  const double width = std::stod(view[3]);
  const double height = std::stod(view[4]);
  const std::vector<PlacedText> texts = texts_of(svg);
  REQUIRE_FALSE(texts.empty());
  check_apart(texts, width);
  for (const PlacedText& text : texts) {
    INFO(text.words);
    CHECK(text.size * barometer::chart::kPhoneWidth / width >= 11);
    CHECK(text.y - text.size >= top);
    CHECK(text.y <= top + height);
  }
}

}  // namespace barometer_test
