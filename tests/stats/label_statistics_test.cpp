// SPDX-License-Identifier: Apache-2.0
#include "stats/label_statistics.hpp"

#include <string_view>

#include "support/catch.hpp"

// Sequences are written as digits, '.' for unknown; what they hold is counted by hand.

using namespace barometer;

namespace {

using Bars = std::vector<std::int64_t>;

std::vector<std::int8_t> ids(std::string_view digits) {
  std::vector<std::int8_t> found;
  for (const char c : digits) {
    found.push_back(c == '.' ? std::int8_t{-128} : static_cast<std::int8_t>(c - '0'));
  }
  return found;
}

stats::DwellCounts dwells(const Bars& bars) {
  stats::DwellCounts counts;
  for (const std::int64_t each : bars) {
    counts.add(each);
  }
  return counts;
}

}  // namespace

TEST_CASE("bars are counted per label, unknown ones apart") {
  const stats::LabelStatistics found = stats::label_statistics(ids("..0011102"), 4);
  CHECK(found.bars == Bars{3, 3, 1, 0});
  CHECK(found.unknown == 2);
  CHECK(found.known() == 7);
}

TEST_CASE("an episode is a run of one id; the last one is cut off and no dwell") {
  const stats::LabelStatistics found = stats::label_statistics(ids("00111001111"), 2);
  CHECK(found.dwells[0] == dwells({2, 2}));
  CHECK(found.dwells[1] == dwells({3}));
  CHECK(found.last_label == 1);
  CHECK(found.last_bars == 4);
}

TEST_CASE("an unknown bar ends an episode, and what follows is no transition") {
  const stats::LabelStatistics found = stats::label_statistics(ids("00.1100."), 2);
  CHECK(found.dwells[0] == dwells({2, 2}));
  CHECK(found.dwells[1] == dwells({2}));
  CHECK(found.flips == 1);
  CHECK(found.transition(1, 0) == 1);
  CHECK(found.transition(0, 1) == 0);
  CHECK(found.last_label == -1);
  CHECK(found.last_bars == 0);
}

TEST_CASE("transitions are counted from one bar to the next") {
  const stats::LabelStatistics found = stats::label_statistics(ids("0120201"), 3);
  CHECK(found.flips == 6);
  CHECK(found.transition(0, 1) == 2);
  CHECK(found.transition(0, 2) == 1);
  CHECK(found.transition(1, 2) == 1);
  CHECK(found.transition(2, 0) == 2);
  CHECK(found.transition(1, 0) == 0);
}

TEST_CASE("nothing known: nothing but unknown bars") {
  const stats::LabelStatistics found = stats::label_statistics(ids("..."), 2);
  CHECK(found.known() == 0);
  CHECK(found.flips == 0);
  CHECK(found.dwells[0].count() == 0);
}

// Known on both: bars 1 to 4, as 0011 and 0111: same on 3. By chance 2/4 * 1/4 + 2/4 * 3/4 = 1/2.
TEST_CASE("agreement is counted where both are known, beside what chance would give") {
  const stats::Agreement found = stats::agreement(ids("00011."), ids(".01111"), 2);
  CHECK(found.bars == 4);
  CHECK(found.share == Approx(0.75));
  CHECK(found.by_chance == Approx(0.5));
  CHECK(stats::agreement(ids(".."), ids("01"), 2).bars == 0);
}
