// SPDX-License-Identifier: Apache-2.0
#include "conformance/tag_table.hpp"

#include <barometer/abi/regime.h>

#include <limits>

#include "conformance/guarded_block.hpp"
#include "support/catch.hpp"

using namespace barometer::conformance;

namespace {

const std::vector<TriedDimension> kDimensions{{"side", false, {"below", "above"}, 0, false},
                                              {"mean", true, {}, 0, false}};
const std::vector<std::uint8_t> kAll{1, 1};

TagTable table_of(std::int8_t label, float number) {
  TagTable table(kDimensions, kAll, true, 3);
  std::vector<bm_tag_column> out(2);
  table.point_at(1, out);
  out[0].category[0] = label;
  out[1].scalar[0] = number;
  return table;
}

}  // namespace

TEST_CASE("tables differ at the first bar, in any bit, but not from one NaN to another") {
  const TagTable one = table_of(1, 0.0F);
  CHECK_FALSE(first_difference(one, table_of(1, 0.0F), 0, 3));
  const auto sign = first_difference(one, table_of(1, -0.0F), 0, 3);
  REQUIRE(sign);
  CHECK(sign->dimension == 1);
  CHECK(sign->bar == 1);
  CHECK(first_difference(one, table_of(0, 0.0F), 0, 3)->dimension == 0);
  CHECK_FALSE(first_difference(one, table_of(0, 0.0F), 2, 3));
  const float nan = std::numeric_limits<float>::quiet_NaN();
  CHECK_FALSE(first_difference(table_of(1, nan), table_of(1, -nan), 0, 3));
}

TEST_CASE("what nobody wants has no column and is not compared") {
  const TagTable half(kDimensions, std::vector<std::uint8_t>{0, 1}, true, 3);
  CHECK_FALSE(half.has(0));
  CHECK_FALSE(first_difference(half, table_of(1, half.scalar(1, 1)), 0, 3));
}

TEST_CASE("tags in words") {
  CHECK(tag_text(kDimensions[0], 0, table_of(1, 0), 1) == "above");
  CHECK(tag_text(kDimensions[0], 0, table_of(7, 0), 1) == "7, which is none of its 2 labels");
  CHECK(tag_text(kDimensions[0], 0, table_of(1, 0), 2) == "unknown");
  CHECK(tag_text(kDimensions[1], 1, table_of(1, 1.5F), 1) == "1.5");
}

TEST_CASE("a guarded block finds a byte before it and behind it, and none in it") {
  for (const auto& [entry, found] : {std::pair{-1, true}, std::pair{0, false}, std::pair{4, false},
                                     std::pair{5, true}, std::pair{60, true}}) {
    GuardedBlock block(kDimensions, kAll, true, 5, 100);
    block.columns()[0].category[entry] = 1;
    INFO(entry);
    CHECK(block.written_outside(0).has_value() == found);
    CHECK(block.written_outside(0).value_or(entry) == entry);
    CHECK_FALSE(block.written_outside(1));
    GuardedBlock onsets(kDimensions, kAll, true, 5, 100);
    onsets.columns()[0].onset_bar[entry] = 1;
    CHECK(onsets.written_outside(0).has_value() == found);
  }
}
