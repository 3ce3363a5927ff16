// SPDX-License-Identifier: Apache-2.0
#include "page/bins_picture.hpp"

#include "drawn_texts.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

namespace {

using barometer_test::contains;

page::BinsPicture picture_of(std::vector<page::BinsMark> marks) {
  page::BinsPicture picture{.id = "p", .title = "Trials", .x_title = "ratio", .y_title = "trials"};
  picture.bins.low = -1;
  picture.bins.width = 0.5;
  picture.bins.counts = {1, 0, 12'345, 2};
  picture.marks = std::move(marks);
  return picture;
}

}  // namespace

TEST_CASE("marks that lie close together have names apart, within the picture") {
  for (const double at : {-1.0, -0.6, 0.0, 0.4, 0.98}) {
    const std::string html = html_of(picture_of({{.at = at, .name = "deflated threshold 1.40"},
                                                 {.at = at + 0.01, .name = "by draws 1.35"},
                                                 {.at = at + 0.02, .name = "best trial 1.90"}}));
    const std::size_t narrow = html.find("chart narrow");
    INFO(at);
    CHECK(test::text_faults(html.substr(0, narrow), 760) == "");
    CHECK(test::text_faults(html.substr(narrow), 358) == "");
  }
}

TEST_CASE("a mark outside of the bins widens the axis") {
  const std::string html = html_of(picture_of({{.at = 4, .name = "far"}}));
  CHECK(contains(html, ">4</text>"));
}

TEST_CASE("the table has every bin with its key") {
  const std::string table = table_of(picture_of({}), "spread.sharpe.counts");
  CHECK(contains(table, "<td data-key=\"spread.sharpe.counts.2\">12,345</td>"));
  CHECK(contains(table, "-0.5"));
  CHECK(!contains(table_of(picture_of({}), ""), "data-key"));
}

}  // namespace barometer
