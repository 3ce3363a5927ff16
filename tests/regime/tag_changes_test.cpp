// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_changes.hpp"

#include <algorithm>
#include <vector>

#include "regime/tag_columns.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// One symbol of five bars: -, a, a, b, - with onsets, and a scalar beside it.
regime::TagColumns columns() {
  regime::TagColumns tags({{"level", BM_DIMENSION_SCALAR, {}, "", 0, ""},
                           {"mood", BM_DIMENSION_CATEGORY, {"a", "b"}, "", 0, ""}},
                          {{1, 1}, {0, 1}}, std::vector<std::int64_t>{5});
  std::vector<bm_tag_column> out(2);
  tags.block(0, 0, out);
  const std::vector<std::int8_t> labels{BM_TAG_UNKNOWN, 0, 0, 1, BM_TAG_UNKNOWN};
  std::ranges::copy(labels, out[1].category);
  out[1].onset_bar[3] = 2;
  return tags;
}

std::vector<regime::TagChange> changes_at(const regime::TagChanges& changes, std::int64_t bar) {
  std::vector<regime::TagChange> found;
  changes.at(0, bar, [&](const regime::TagChange& change) { found.push_back(change); });
  return found;
}

}  // namespace

TEST_CASE("a change is where the label is not that of the bar before, unknown included") {
  const regime::TagColumns tags = columns();
  const regime::TagChanges changes(tags.view(), std::vector<std::uint8_t>{1, 1});
  CHECK(changes_at(changes, 0).empty());
  CHECK(changes_at(changes, 2).empty());
  REQUIRE(changes_at(changes, 1).size() == 1);
  CHECK(changes_at(changes, 1)[0].from == BM_TAG_UNKNOWN);
  CHECK(changes_at(changes, 1)[0].to == 0);
  CHECK(changes_at(changes, 1)[0].onset_bar == -1);
  REQUIRE(changes_at(changes, 3).size() == 1);
  CHECK(changes_at(changes, 3)[0].bar == 3);
  CHECK(changes_at(changes, 3)[0].onset_bar == 2);
  CHECK(changes_at(changes, 3)[0].dimension == 1);
  CHECK(changes_at(changes, 4)[0].to == BM_TAG_UNKNOWN);
}

TEST_CASE("nobody who does not watch sees changes, and scalars have none") {
  const regime::TagColumns tags = columns();
  CHECK(regime::TagChanges().empty());
  CHECK(regime::TagChanges(tags.view(), std::vector<std::uint8_t>{1, 0}).empty());
  CHECK_FALSE(regime::TagChanges(tags.view(), std::vector<std::uint8_t>{0, 1}).empty());
}
