// SPDX-License-Identifier: Apache-2.0
#include "regime/stray_watch.hpp"

#include <array>
#include <optional>

#include "support/catch.hpp"

using namespace barometer;
using regime::StrayWatch;

namespace {

constexpr std::int64_t kBars = 10'000;
constexpr std::int64_t kBlock = 1024;

// A category with onsets and a scalar of one symbol, all unknown.
struct Columns {
  std::vector<std::int8_t> labels = std::vector<std::int8_t>(kBars, BM_TAG_UNKNOWN);
  std::vector<std::int64_t> onsets = std::vector<std::int64_t>(kBars, regime::kUnknownOnset);
  std::vector<float> numbers = std::vector<float>(kBars, regime::kUnknownScalar);

  std::array<bm_tag_column, 2> at(std::int64_t bar) {
    std::array<bm_tag_column, 2> out{};
    out[0].category = labels.data() + bar;
    out[0].onset_bar = onsets.data() + bar;
    out[1].scalar = numbers.data() + bar;
    return out;
  }
};

// What is found when a tagger of bars `first`... writes this entry of one column beside its own.
std::optional<StrayWatch::Stray> found(bool apart, std::int64_t first, std::int64_t count,
                                       int column, std::int64_t entry) {
  Columns columns;
  StrayWatch watch(columns.at(0), apart, apart ? kBlock : 1);
  REQUIRE(watch.due(first));
  const auto block = columns.at(first);
  const bm_tag_column* out = watch.begin(block, first, count, kBars - first);
  out[0].category[0] = 1;
  out[1].scalar[count - 1] = 2;
  if (column == 0) {
    out[0].category[entry] = 1;
  } else if (column == 1) {
    out[0].onset_bar[entry] = 1;
  } else if (column == 2) {
    out[1].scalar[entry] = 1;
  }
  const bool good = watch.end();
  CHECK(columns.labels[static_cast<std::size_t>(first)] == 1);
  CHECK(columns.numbers[static_cast<std::size_t>(first + count - 1)] == 2);
  return good ? std::nullopt : std::optional(watch.stray());
}

}  // namespace

TEST_CASE("a tagger that keeps to its block is not found") {
  for (const bool apart : {true, false}) {
    const std::int64_t count = apart ? kBlock : 1;
    CHECK_FALSE(found(apart, 0, count, 3, 0));
    CHECK_FALSE(found(apart, apart ? 8 * kBlock : 512, count, 3, 0));
  }
}

TEST_CASE("an entry in front of its block, behind it, or counted from the first bar is found") {
  for (const bool apart : {true, false}) {
    const std::int64_t count = apart ? kBlock : 1;
    for (const std::int64_t first : {apart ? kBlock : 64, apart ? kBlock : 1024}) {
      for (const int column : {0, 1, 2}) {
        for (const std::int64_t entry :
             {std::int64_t{-1}, std::int64_t{-5}, count, count + 4, std::max(first, count)}) {
          INFO(apart << " " << first << " " << column << " " << entry);
          const auto stray = found(apart, first, count, column, entry);
          REQUIRE(stray);
          CHECK(stray->entry == entry);
          CHECK(stray->dimension == (column == 2 ? 1U : 0U));
          CHECK((stray->kind == regime::ColumnKind::onset) == (column == 1));
        }
      }
    }
  }
}

TEST_CASE("what lies in front of the first bar is found where blocks are apart") {
  CHECK(found(true, 0, kBlock, 0, -1)->entry == -1);
}

TEST_CASE("calls are watched as often as their number has digits") {
  Columns columns;
  const auto watched = [&columns](bool apart, std::int64_t step) {
    StrayWatch watch(columns.at(0), apart, apart ? kBlock : 1);
    const auto block = columns.at(kBlock);
    std::vector<std::int64_t> found;
    for (std::int64_t bar = 0; bar < 100 * kBlock; bar += step) {
      if (watch.due(bar)) {
        watch.begin(block, bar, 1, 1);
        found.push_back(bar);
      }
    }
    return found;
  };
  CHECK(watched(false, 1).size() == 18);  // 0, 1, 2, 4, ... 65536
  CHECK(watched(true, kBlock) == std::vector<std::int64_t>{0, kBlock, 8 * kBlock, 64 * kBlock});
  CHECK(watched(true, 300) == std::vector<std::int64_t>{0, 1200, 8400, 65700});
}
