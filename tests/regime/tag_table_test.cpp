// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_table.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

std::vector<regime::Dimension> dimensions() {
  return {{"volatility", BM_DIMENSION_CATEGORY, {"calm", "wild"}, "", 0, ""},
          {"percentile", BM_DIMENSION_SCALAR, {}, "0..100", 0, ""},
          {"session", BM_DIMENSION_CATEGORY, {"day"}, "", 0, ""}};
}

regime::TagTable table(std::vector<std::uint8_t> wanted = {1, 1, 1}) {
  return {dimensions(), std::move(wanted), std::vector<std::int64_t>{3, 0, 5}};
}

}  // namespace

TEST_CASE("every tag is unknown until it is written") {
  const regime::TagTable tags = table();
  for (const std::int8_t tag : tags.category(2, 0)) {
    CHECK(tag == BM_TAG_UNKNOWN);
  }
  for (const float tag : tags.scalar(2, 1)) {
    CHECK(std::isnan(tag));
  }
}

TEST_CASE("columns are as long as their symbol's bars") {
  const regime::TagTable tags = table();
  CHECK(tags.symbol_count() == 3);
  CHECK(tags.category(0, 0).size() == 3);
  CHECK(tags.category(1, 0).empty());
  CHECK(tags.scalar(2, 1).size() == 5);
}

TEST_CASE("a dimension that nobody wants has no column and no place to write") {
  regime::TagTable tags = table({0, 1, 0});
  CHECK_FALSE(tags.wanted(0));
  CHECK(tags.category(0, 0).empty());
  std::vector<bm_tag_column> out(3);
  tags.block(0, 0, out);
  CHECK(out[0].category == nullptr);
  CHECK(out[1].scalar != nullptr);
  CHECK(out[2].category == nullptr);
}

TEST_CASE("a column has one kind") {
  regime::TagTable tags = table();
  CHECK(tags.scalar(0, 0).empty());
  CHECK(tags.category(0, 1).empty());
  std::vector<bm_tag_column> out(3);
  tags.block(0, 0, out);
  CHECK(out[0].scalar == nullptr);
  CHECK(out[1].category == nullptr);
}

TEST_CASE("a block writes to its symbol's bars from `first` on, and nowhere else") {
  regime::TagTable tags = table();
  std::vector<bm_tag_column> out(3);
  tags.block(2, 1, out);
  out[0].category[0] = 1;
  out[0].category[1] = 0;
  out[1].scalar[2] = 2.5F;
  const auto category = tags.category(2, 0);
  CHECK(std::vector<int>(category.begin(), category.end()) ==
        std::vector<int>{BM_TAG_UNKNOWN, 1, 0, BM_TAG_UNKNOWN, BM_TAG_UNKNOWN});
  CHECK(tags.scalar(2, 1)[3] == 2.5F);
  CHECK(tags.category(0, 0)[1] == BM_TAG_UNKNOWN);
}

// A cheating strategy must differ in a causality run, not crash.
TEST_CASE("behind the last bar there is readable unknown") {
  regime::TagTable tags = table();
  std::vector<bm_tag_column> out(3);
  tags.block(0, 0, out);
  for (int beyond = 3; beyond < 3 + 64; ++beyond) {
    REQUIRE(out[0].category[beyond] == BM_TAG_UNKNOWN);
    REQUIRE(std::isnan(out[1].scalar[beyond]));
  }
}

TEST_CASE("dimensions are found by name") {
  const regime::TagTable tags = table();
  CHECK(tags.find("session") == 2);
  CHECK(tags.find("sessions") == -1);
  CHECK(regime::TagTable().find("session") == -1);
}
