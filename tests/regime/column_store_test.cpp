// SPDX-License-Identifier: Apache-2.0
#include "regime/column_store.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a store has what was added, by key, and keeps the first of two") {
  const std::vector<std::int64_t> bars{3};
  const auto column = [&] {
    return std::make_shared<const regime::TagColumn>(regime::ColumnKind::category, bars,
                                                     core::ArenaPages::anonymous);
  };
  regime::ColumnStore store;
  const regime::ColumnKey key{.tagger = "t", .dimension = "mood"};
  const regime::ColumnKey other{.tagger = "t", .dimension = "trend"};
  CHECK(store.find(key) == nullptr);
  const auto first = column();
  store.add(key, first);
  store.add(key, column());
  store.add(other, column());
  CHECK(store.find(key) == first);
  CHECK(store.size() == 2);
}
