// SPDX-License-Identifier: Apache-2.0
#include "chart/figure.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

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
