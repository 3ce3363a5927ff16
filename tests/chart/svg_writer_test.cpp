// SPDX-License-Identifier: Apache-2.0
#include "chart/svg_writer.hpp"

#include <limits>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer::chart;
using barometer_test::contains;

TEST_CASE("a name cannot become markup") {
  SvgWriter out;
  out.text({0, 0}, "<script>alert('x')</script>&\x1b[31m\xe2\x80\xae", {});
  const std::string svg = out.document(10, 10, "\"><script>");
  CHECK(!contains(svg, "<script"));
  CHECK(!contains(svg, "\x1b"));
  CHECK(!contains(svg, "\xe2\x80\xae"));
  CHECK(contains(svg, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"));
}

TEST_CASE("two pictures of one document have ids of their own") {
  SvgWriter out("left-");
  out.begin_clip({0, 0, 10, 10});
  out.end_clip();
  const std::string svg = out.document(10, 10, "one");
  CHECK(contains(svg, "<clipPath id=\"left-clip1\">"));
  CHECK(contains(svg, "<g clip-path=\"url(#left-clip1)\">"));
}

TEST_CASE("a polyline breaks at NaN") {
  SvgWriter out;
  const std::vector<Point> points{
      {0, 1}, {1, 2}, {2, std::numeric_limits<double>::quiet_NaN()}, {3, 4}, {4, 5}};
  out.polyline(points, {});
  CHECK(contains(out.document(10, 10, ""), "M0.00 1.00L1.00 2.00M3.00 4.00L4.00 5.00"));
}

TEST_CASE("every clip has a name of its own") {
  SvgWriter out;
  out.begin_clip({0, 0, 1, 1});
  out.end_clip();
  out.begin_clip({0, 0, 2, 2});
  out.end_clip();
  const std::string svg = out.document(10, 10, "");
  CHECK(contains(svg, "id=\"clip1\""));
  CHECK(contains(svg, "id=\"clip2\""));
}

TEST_CASE("a file for its viewer has the dark colours of all that it draws, and no other style") {
  SvgWriter out;
  out.line({0, 0}, {1, 1}, {.colour = kBlue});
  out.text({0, 0}, "words", {.colour = kMuted});
  CHECK(out.document(10, 10, "").find("<style>") == std::string::npos);
  const std::string svg = out.document(10, 10, "", Theme::of_viewer);
  CHECK(svg.find("@media (prefers-color-scheme: dark)") != std::string::npos);
  for (const Colour& colour : {kBlue, kMuted, kPaper}) {
    const std::string rule = std::string("[fill=\"") + colour.hex + "\"]{fill:" + colour.dark + "}";
    INFO(rule);
    CHECK(svg.find(rule) != std::string::npos);
  }
  CHECK(svg.find(kGreen.dark) == std::string::npos);
}

TEST_CASE("many rectangles of one fill are one element") {
  SvgWriter out;
  const std::vector<Box> boxes{{1, 2, 3, 4}, {5, 6, 7, 8}};
  out.rectangles(boxes, {.colour = kSky, .opacity = 0.5});
  CHECK(contains(out.document(10, 10, ""),
                 "<path d=\"M1.00 2.00h3.00v4.00h-3.00zM5.00 6.00h7.00v8.00h-7.00z\" "
                 "fill=\"#56b4e9\" fill-opacity=\"0.50\"/>"));
}
