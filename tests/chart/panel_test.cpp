// SPDX-License-Identifier: Apache-2.0
#include "chart/panel.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

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
