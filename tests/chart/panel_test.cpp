// SPDX-License-Identifier: Apache-2.0
#include "chart/panel.hpp"

#include <algorithm>
#include <cmath>
#include <regex>
#include <string>
#include <vector>

#include "chart/picture_text.hpp"
#include "core/timestamp.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;
using namespace barometer::chart;

namespace {

constexpr Box kBox{50, 20, 200, 100};

Panel unit_panel(SvgWriter& out) {
  return {out, kBox, {Scale::linear(0, 10)}, {Scale::linear(0, 1)}};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++n;
  }
  return n;
}

// A number that has come from any kind of market.
double any_number(stats::Random& random) {
  const double size = std::pow(10, -9 + 21 * random.uniform());
  return random.uniform() < 0.5 ? size : -size;
}

// A thousandth of a per cent or more.
double any_share(stats::Random& random) {
  const double size = std::pow(10, -5 + 10 * random.uniform());
  return random.uniform() < 0.5 ? size : -size;
}

Scale any_value_scale(stats::Random& random) {
  const double low = any_number(random);
  const double high = random.uniform() < 0.2 ? low : low + std::abs(any_number(random));
  const double kind = random.uniform();
  if (kind < 0.7) {
    return kind < 0.5 ? Scale::linear(low, high)
                      : Scale::linear(any_share(random), 1e6 * random.uniform(), percent_label);
  }
  return Scale::logarithmic(std::abs(low), std::abs(low) + std::abs(high), nanoseconds_label);
}

Scale any_scale(stats::Random& random) {
  const double begin = 1e18 * random.uniform();
  return random.uniform() < 0.3
             ? Scale::time(begin, begin + std::pow(10, 8 + 10 * random.uniform()))
             : any_value_scale(random);
}

}  // namespace

TEST_CASE("values are placed with y upwards") {
  SvgWriter out;
  const Panel panel = unit_panel(out);
  CHECK(panel.at_x(5) == Approx(150));
  CHECK(panel.at_y(0) == Approx(120));
  CHECK(panel.at_y(1) == Approx(20));
}

TEST_CASE("a rectangle is cut at the axes and outside them not drawn") {
  SvgWriter out;
  Panel panel = unit_panel(out);
  const std::string before = out.document(1, 1, "");
  panel.rectangle(11, 12, 0, 1, {});
  CHECK(out.document(1, 1, "") == before);
  panel.rectangle(-5, 5, 0.5, 3, {});
  CHECK(count(out.document(1, 1, ""), R"(x="50.00" y="20.00" width="100.00" height="50.00")") == 1);
}

TEST_CASE("steps hold a value until the next one") {
  SvgWriter out;
  Panel panel = unit_panel(out);
  panel.steps(std::vector<double>{0, 5}, std::vector<double>{0, 1});
  CHECK(count(out.document(1, 1, ""), "M50.00 120.00L150.00 120.00L150.00 20.00") == 1);
}

TEST_CASE("a level outside the axes is not drawn") {
  SvgWriter out;
  Panel panel = unit_panel(out);
  panel.level(2, {}, "over");
  panel.level(0.5, {}, "inside");
  CHECK(count(out.document(1, 1, ""), ">over<") == 0);
  CHECK(count(out.document(1, 1, ""), ">inside<") == 1);
}

TEST_CASE("labels of any axes neither overlap nor leave the frame") {
  stats::Random random(2, 2);
  for (int i = 0; i < 500; ++i) {
    const Box box{92, 40, 140 + 800 * random.uniform(), 40 + 260 * random.uniform()};
    const int ticks = 1 + static_cast<int>(random.uniform() * 12);
    SvgWriter out;
    const Panel panel(out, box, {any_scale(random), "step", true, ticks},
                      {any_value_scale(random), "money", true, ticks}, "title");
    const std::vector<PlacedText> texts = texts_of(out.document(1, 1, ""));
    check_apart(texts, box.right() + 28);
    CHECK(texts.size() >= 3 + 2);
  }
}

TEST_CASE("an axis of usual width has three labels at least") {
  stats::Random random(3, 3);
  for (int i = 0; i < 300; ++i) {
    SvgWriter out;
    const Panel panel(out, {92, 40, 400, 120}, {any_scale(random)},
                      {Scale::linear(0, 1), "", false, 1});
    CHECK(texts_of(out.document(1, 1, "")).size() >= 3);
  }
}

TEST_CASE("a legend stays above its box and beside its title, and counts what finds no room") {
  std::vector<Panel::Key> keys;
  for (const char* name : {"closed", "pre_open", "opening", "core", "lunch", "closing",
                           "post_close", "europe_us_overlap"}) {
    keys.push_back({kBlue, name});
    for (const double width : {200.0, 400.0, 900.0}) {
      SvgWriter out;
      Panel panel(out, {60, 40, width, 50}, {Scale::linear(0, 1), "", false, 0},
                  {Scale::linear(0, 1), "", false, 0}, "a title");
      panel.legend(keys);
      const std::vector<PlacedText> texts = texts_of(out.document(1, 1, ""));
      check_apart(texts, 60 + width + 1e-6);
      const bool all = texts.size() == keys.size() + 1;
      CHECK((all || texts[1].words.find("more") != std::string::npos));
      CHECK((width < 900 || all));
    }
  }
}

TEST_CASE("a level's text stays in its box at the top, and a mark's at the right") {
  SvgWriter out;
  Panel panel(out, kBox, {Scale::linear(0, 10), "", false, 0}, {Scale::linear(0, 1), "", false, 0});
  panel.level(1, {}, "budget");
  panel.mark(9.9, {}, "p 0.5");
  for (const PlacedText& text : texts_of(out.document(1, 1, ""))) {
    INFO(text.words);
    CHECK(text.left >= kBox.left);
    CHECK(text.right <= kBox.right());
    CHECK(text.y - 8 >= kBox.top);
  }
}

TEST_CASE("a value that is not defined is no point") {
  SvgWriter out;
  Panel panel = unit_panel(out);
  const std::vector<double> xs{1, 2, NAN};
  const std::vector<double> ys{0.5, NAN, 0.5};
  panel.points(xs, ys, 3);
  const std::string svg = out.document(300, 200, "");
  CHECK(count(svg, "<circle") == 1);
  CHECK(count(svg, "nan") == 0);
}
