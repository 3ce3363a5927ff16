// SPDX-License-Identifier: Apache-2.0
#include "page/page_frame.hpp"

#include <fmt/format.h>

#include "chart/palette.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

namespace barometer {

namespace {

using barometer_test::contains;

std::string text_of(const page::PageFrame& frame) {
  std::string text;
  page::write_frame(frame, [&](std::string_view piece) { text += piece; });
  return text;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

page::PageFrame two_parts() {
  return {.title = "</title><script>alert(1)</script>",
          .parts = {{"one", "The <first>", "<p>1</p>\n"}, {"two", "The second", "<p>2</p>\n"}}};
}

}  // namespace

TEST_CASE("a page has its parts with links to them, the theme's button and no script but its own") {
  const std::string text = text_of(two_parts());
  CHECK(text.starts_with("<!doctype html>\n"));
  CHECK(text.ends_with("</body>\n</html>\n"));
  for (const char* part :
       {"<a href=\"#one\">The &lt;first&gt;</a>", "<a href=\"#two\">The second</a>",
        "<section id=\"one\" aria-labelledby=\"one-h\">", "id=\"theme\"",
        "<h1>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>"}) {
    INFO(part);
    CHECK(contains(text, part));
  }
  CHECK(text.find("<p>1</p>") < text.find("<p>2</p>"));
  CHECK(count(text, "<script") == 1);
  CHECK(contains(text, "script-src " + page::policy_source(page::frame_script()) + "; style-src " +
                           page::policy_source(page::page_style()) + ";"));
}

TEST_CASE(
    "a script of the page's own comes behind the frame's and the data, and the policy has it") {
  page::PageFrame frame = two_parts();
  frame.data = "{\"x\":1}\n";
  frame.script = page::PageAsset{"own();", std::string_view(page::page_script().sha256)};
  const std::string text = text_of(frame);
  CHECK(count(text, "<script") == 3);
  const auto data =
      text.find("<script type=\"application/json\" id=\"data\">\n{\"x\":1}\n</script>");
  CHECK(data < text.find("themeButton();"));
  CHECK(text.find("themeButton();") < text.find("<script>own();</script>"));
  CHECK(contains(text, page::policy_source(page::frame_script()) + " " +
                           page::policy_source(page::page_script()) + "; style-src"));
}

TEST_CASE("a page is known again by its kind, and nothing else is") {
  const barometer_test::TempFolder folder;
  page::PageFrame frame = two_parts();
  write_file(folder / "unmarked.html", text_of(frame));
  frame.kind = "two <runs>";
  write_file(folder / "marked.html", text_of(frame));
  write_file(folder / "notes.html", "two <runs>");
  CHECK(page::is_page(folder / "marked.html", "two <runs>"));
  CHECK_FALSE(page::is_page(folder / "marked.html", "a study"));
  for (const char* name : {"unmarked.html", "notes.html", "nowhere.html"}) {
    CHECK_FALSE(page::is_page(folder / name, "two <runs>"));
  }
}

TEST_CASE("a picture is drawn for a wide screen and for a phone, with ids of its own") {
  const std::string html = page::drawn_picture("equity", [](double width, std::string_view ids) {
    return fmt::format("[{:.0f} {}]", width, ids);
  });
  CHECK(html ==
        "<div class=\"chart wide\">[760 equity-wide-]</div>\n"
        "<div class=\"chart narrow\">[358 equity-narrow-]</div>\n");
}

TEST_CASE("every colour of a picture that a dark page has another for is the theme's") {
  const std::string_view style = page::page_style().text;
  std::vector<chart::Colour> series(chart::kSeriesColours.begin(), chart::kSeriesColours.end());
  for (const chart::Colour& colour : series) {
    INFO(colour.hex);
    CHECK(count(style, fmt::format(": {};", colour.dark)) == 2);  // the system's, the button's
  }
  for (std::size_t i = 0; i < chart::kScaleColours.size(); ++i) {
    const auto& [light, dark] = chart::kScaleColours[i];
    INFO(light);
    CHECK(count(style, fmt::format("--s{}: {};", i, light)) == 1);
    CHECK(count(style, fmt::format("--s{}: {};", i, dark)) == 2);
    CHECK(count(style, fmt::format(".chart [fill=\"{}\"] {{ fill: var(--s{}); }}", light, i)) == 1);
  }
  series.insert(series.end(), {chart::kInk, chart::kMuted, chart::kGrid, chart::kPaper});
  for (const chart::Colour& colour : series) {
    INFO(colour.hex);
    CHECK(count(style, fmt::format(".chart [fill=\"{}\"] {{ fill: var(--", colour.hex)) == 1);
    CHECK(count(style, fmt::format(".chart [stroke=\"{}\"] {{ stroke: var(--", colour.hex)) == 1);
  }
}

}  // namespace barometer
