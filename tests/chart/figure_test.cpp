// SPDX-License-Identifier: Apache-2.0
#include "chart/figure.hpp"

#include <string>
#include <vector>

#include "chart/legend.hpp"
#include "chart/picture_text.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer::chart;

namespace {

std::string drawn() {
  Figure figure(400, 300, "title & more", "below it");
  Panel panel = figure.panel({60, 70, 300, 180}, {Scale::linear(0, 3), "bars"},
                             {Scale::linear(0, 9), "price"}, "closes");
  panel.line(std::vector<double>{0, 1, 2, 3}, std::vector<double>{0, 1, 4, 9});
  return figure.svg();
}

}  // namespace

TEST_CASE("a figure is one document with its title, panel and axes") {
  const std::string svg = drawn();
  CHECK(svg.find("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"300\"") == 0);
  CHECK(svg.substr(svg.size() - 7) == "</svg>\n");
  for (const char* text :
       {"<title>title &amp; more</title>", ">below it<", ">closes<", ">bars<", ">price<"}) {
    CHECK(svg.find(text) != std::string::npos);
  }
}

TEST_CASE("the same calls give the same bytes") {
  CHECK(drawn() == drawn());
}

TEST_CASE("a file is drawn for a phone and shown larger, its headline whole above it") {
  for (const std::string& words :
       {std::string("short"),
        std::string("a headline of many words ") + std::string(60, 'w') +
            " that goes on and on, and of one that fits no line",
        std::string("\u5e02\u5834\u306e\u72b6\u614b\u3092\u77e5\u308b\u6226\u7565"
                    "\u3068\u77e5\u3089\u306a\u3044\u6226\u7565\u306e\u6bd4\u8f03")}) {
    INFO(words);
    Figure figure = Figure::file(words, words + " " + words);
    figure.end(200);
    figure.panel({60, 20, 300, 140}, {Scale::linear(0, 3), "bars"}, {Scale::linear(0, 9)},
                 fitted(words, 12, 300));
    const std::string svg = figure.svg();
    barometer_test::check_phone(svg);
    CHECK(barometer_test::contains(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"624\""));
  }
}

TEST_CASE("a legend takes as many rows as its names need, and cuts what no row holds") {
  for (const double width : {80.0, 200.0, 350.0}) {
    SvgWriter out;
    const std::vector<Panel::Key> keys{{kBlue, "calm"},
                                       {kRed, "strong_down"},
                                       {kGreen, "\u5f37\u3044\u4e0a\u6607\u76f8\u5834"},
                                       {kSky, std::string(90, 'x')},
                                       {kPurple, "weak_up"}};
    draw_legend(out, {0, 0}, width, keys);
    const double height = kLegendRow * static_cast<double>(legend_rows(keys, width));
    const auto texts = barometer_test::texts_of(out.document(width, height, ""));
    CHECK(texts.size() == keys.size());
    barometer_test::check_apart(texts, width);
    CHECK(texts.back().y <= height);
  }
  CHECK(legend_rows({}, 100) == 0);
}
