// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_columns.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

std::vector<regime::Dimension> dimensions() {
  return {{"volatility", BM_DIMENSION_CATEGORY, {"calm", "wild"}, "", 0, ""},
          {"percentile", BM_DIMENSION_SCALAR, {}, "0..100", 0, ""},
          {"session", BM_DIMENSION_CATEGORY, {"day"}, "", 0, ""}};
}

regime::TagColumns columns(regime::WantedTags wanted = {{1, 1, 1}, {}}) {
  return {dimensions(), wanted, std::vector<std::int64_t>{3, 0, 5}};
}

}  // namespace

TEST_CASE("a dimension that nobody wants has no column and no place to write") {
  const regime::TagColumns tags = columns({{0, 1, 0}, {}});
  std::vector<bm_tag_column> out(3);
  tags.block(0, 0, out);
  CHECK(out[0].category == nullptr);
  CHECK(out[1].scalar != nullptr);
  CHECK(out[1].category == nullptr);
  CHECK(out[2].category == nullptr);
  CHECK_FALSE(tags.view().wanted(0));
  CHECK(tags.view().wanted(1));
}

TEST_CASE("onsets are a column of wanted categories, where they are asked for") {
  const regime::TagColumns tags = columns({{1, 1, 0}, {1, 1, 1}});
  std::vector<bm_tag_column> out(3);
  tags.block(2, 4, out);
  CHECK(out[1].onset_bar == nullptr);
  CHECK(out[2].onset_bar == nullptr);
  REQUIRE(out[0].onset_bar != nullptr);
  *out[0].onset_bar = 2;
  CHECK(tags.view().onset(2, 0)[4] == 2);
  CHECK(tags.view().onset(2, 2).empty());
}

TEST_CASE("a block writes to its symbol's bars from its first on, and nowhere else") {
  const regime::TagColumns tags = columns();
  std::vector<bm_tag_column> out(3);
  tags.block(2, 1, out);
  out[0].category[0] = 1;
  out[0].category[1] = 0;
  out[1].scalar[2] = 2.5F;
  const regime::TagView view = tags.view();
  const auto category = view.category(2, 0);
  CHECK(std::vector<int>(category.begin(), category.end()) ==
        std::vector<int>{BM_TAG_UNKNOWN, 1, 0, BM_TAG_UNKNOWN, BM_TAG_UNKNOWN});
  CHECK(view.scalar(2, 1)[3] == 2.5F);
  CHECK(view.category(0, 0)[1] == BM_TAG_UNKNOWN);
}

TEST_CASE("a block may begin at another dimension than the first") {
  const regime::TagColumns tags = columns();
  std::vector<bm_tag_column> out(1);
  tags.block(0, 0, out, 2);
  *out[0].category = 0;
  CHECK(tags.view().category(0, 2)[0] == 0);
}
