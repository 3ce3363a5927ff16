// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_column.hpp"

#include <barometer/abi/regime.h>

#include <cmath>

#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::vector<std::int64_t> kBars{3, 0, 5};

}  // namespace

TEST_CASE("every entry is unknown until it is written, and a column is as long as its bars") {
  const regime::TagColumn labels(regime::ColumnKind::category, kBars, core::ArenaPages::anonymous);
  const regime::TagColumn values(regime::ColumnKind::scalar, kBars, core::ArenaPages::anonymous);
  const regime::TagColumn onsets(regime::ColumnKind::onset, kBars, core::ArenaPages::anonymous);
  CHECK(labels.symbols() == 3);
  CHECK(labels.shown<std::int8_t>(1).empty());
  for (std::size_t bar = 0; bar < 5; ++bar) {
    CHECK(labels.shown<std::int8_t>(2)[bar] == BM_TAG_UNKNOWN);
    CHECK(std::isnan(values.shown<float>(2)[bar]));
    CHECK(onsets.shown<std::int64_t>(2)[bar] == -1);
  }
}

TEST_CASE("readers see what is written, through whichever mapping") {
  for (const auto pages : {core::ArenaPages::anonymous, core::ArenaPages::two_faced}) {
    regime::TagColumn column(regime::ColumnKind::category, kBars, pages);
    column.written<std::int8_t>(2)[4] = 1;
    CHECK(column.shown<std::int8_t>(2)[4] == 1);
    const bool same = column.written<std::int8_t>(2) == column.shown<std::int8_t>(2).data();
    CHECK(same == (pages == core::ArenaPages::anonymous));
  }
}

TEST_CASE("who writes behind a symbol's last bar is found") {
  regime::TagColumn column(regime::ColumnKind::scalar, kBars, core::ArenaPages::anonymous);
  CHECK_FALSE(column.damaged());
  column.written<float>(0)[3] = 1;
  CHECK(column.damaged() == core::SymbolIndex{0});
}

// A cheating strategy must differ in a causality run, not crash.
TEST_CASE("behind the last bar there is readable memory that is no label and no number") {
  const regime::TagColumn labels(regime::ColumnKind::category, kBars, core::ArenaPages::anonymous);
  const regime::TagColumn values(regime::ColumnKind::scalar, kBars, core::ArenaPages::anonymous);
  for (int beyond = 3; beyond < 3 + 60; ++beyond) {
    REQUIRE(labels.shown<std::int8_t>(0).data()[beyond] < 0);
    REQUIRE(std::isnan(values.shown<float>(0).data()[beyond]));
  }
}
