// SPDX-License-Identifier: Apache-2.0
#include "regime/promised_columns.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::int64_t kBars = 40;
constexpr std::int64_t kNext = 7;  // the bar whose tags come first

const std::vector<regime::Dimension> kDimensions{
    {"volatility", BM_DIMENSION_CATEGORY, {"calm", "normal", "wild"}, "", 0, ""},
    {"nobody_wants", BM_DIMENSION_CATEGORY, {"yes"}, "", 0, ""},
    {"percentile", BM_DIMENSION_SCALAR, {}, "0..100", 0, ""}};

// Columns of good entries.
struct Columns {
  std::array<std::int8_t, kBars> categories{};
  std::array<float, kBars> scalars{};
  std::array<std::int64_t, kBars> onsets{};

  regime::PromisedColumns promised() {
    return {kDimensions,
            {{categories.data(), nullptr, onsets.data()}, {}, {nullptr, scalars.data(), nullptr}}};
  }
};

// Whether the columns hold as one block, and bar by bar; the two must agree.
bool holds(Columns& columns) {
  const bool block = columns.promised().hold(kNext, kBars);
  regime::PromisedColumns promised = columns.promised();
  bool bars = true;
  for (std::int64_t k = 0; k < kBars; ++k) {
    bars &= promised.take_bar(kNext + k);
  }
  REQUIRE(bars == block);
  return block;
}

}  // namespace

TEST_CASE("bar by bar the same tags hold as in a block") {
  for (int id = -128; id <= 127; ++id) {
    Columns columns;
    columns.categories[16] = static_cast<std::int8_t>(id);
    REQUIRE(holds(columns) == ((id >= 0 && id < 3) || id == BM_TAG_UNKNOWN));
  }
  using Float = std::numeric_limits<float>;
  for (const float scalar : {Float::max(), Float::quiet_NaN(), Float::infinity()}) {
    Columns columns;
    columns.scalars[16] = scalar;
    REQUIRE(holds(columns) == !std::isinf(scalar));
  }
  for (const std::int64_t onset : {-2, -1, 0, 23, 24}) {
    Columns columns;
    columns.onsets[16] = onset;
    REQUIRE(holds(columns) == (onset >= -1 && onset <= kNext + 16));
  }
}

TEST_CASE("a block and as many bars lead to the same place") {
  Columns columns;
  regime::PromisedColumns by_block = columns.promised();
  regime::PromisedColumns by_bar = columns.promised();
  by_block.advance(3);
  for (std::int64_t k = 0; k < 3; ++k) {
    REQUIRE(by_bar.take_bar(kNext + k));
  }
  for (const regime::PromisedColumns* each : {&by_block, &by_bar}) {
    CHECK(each->out()[0].category == columns.categories.data() + 3);
    CHECK(each->out()[0].onset_bar == columns.onsets.data() + 3);
    CHECK(each->out()[1].category == nullptr);
    CHECK(each->out()[2].scalar == columns.scalars.data() + 3);
  }
}

TEST_CASE("what a tagger leaves unwritten is unknown") {
  Columns columns;
  columns.promised().make_unknown(2);
  CHECK(columns.categories[1] == BM_TAG_UNKNOWN);
  CHECK(columns.categories[2] == 0);
  CHECK(std::isnan(columns.scalars[1]));
  CHECK(columns.onsets[1] == -1);
}

TEST_CASE("columns stay in place when their owner moves") {
  Columns columns;
  regime::PromisedColumns before = columns.promised();
  regime::PromisedColumns after = std::move(before);
  after.advance(1);
  CHECK(after.out()[0].category == columns.categories.data() + 1);
}
