// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_view.hpp"

#include "regime/tag_columns.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

regime::TagView view() {
  const regime::TagColumns columns({{"volatility", BM_DIMENSION_CATEGORY, {"calm"}, "", 0, ""},
                                    {"percentile", BM_DIMENSION_SCALAR, {}, "0..100", 0, ""},
                                    {"session", BM_DIMENSION_CATEGORY, {"day"}, "", 0, ""}},
                                   {{1, 1, 0}, {}}, std::vector<std::int64_t>{3, 0});
  return columns.view();
}

}  // namespace

TEST_CASE("a view keeps its columns alive and has one kind of entries for each") {
  const regime::TagView tags = view();
  CHECK(tags.symbol_count() == 2);
  CHECK(tags.category(0, 0).size() == 3);
  CHECK(tags.scalar(0, 0).empty());
  CHECK(tags.scalar(0, 1).size() == 3);
  CHECK(tags.category(0, 1).empty());
  CHECK(tags.category(1, 0).empty());
  CHECK(tags.category(0, 2).empty());
  CHECK(tags.onset(0, 0).empty());
}

TEST_CASE("dimensions are found by name") {
  CHECK(view().find("session") == 2);
  CHECK(view().find("sessions") == -1);
  CHECK(regime::TagView().find("session") == -1);
  CHECK(regime::TagView().dimensions().empty());
}
