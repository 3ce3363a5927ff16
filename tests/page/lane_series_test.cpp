// SPDX-License-Identifier: Apache-2.0
#include "page/lane_series.hpp"

#include "support/catch.hpp"
#include "unpacked.hpp"

namespace barometer {

namespace {

constexpr std::uint8_t kUnknown = 4;

std::vector<int> labels_of(const page::Lane& lane) {
  return {lane.labels.begin(), lane.labels.end()};
}

}  // namespace

TEST_CASE("a lane of a cell a step has the tag of each bar, and goes on where there is none") {
  const page::LiveBars live{.first = 0, .steps = {1, 2, 4, 5}};
  const std::vector<std::int8_t> tags = {0, -1, 2, 2};
  const page::Lane lane = page::lane_of({.steps = 8, .per = 1}, live, tags, kUnknown);
  CHECK(labels_of(lane) == std::vector<int>{0, 1, 4, 4, 3, 3, 0, 0});
  CHECK(lane.begin == 1);
  CHECK(lane.end == 6);
}

TEST_CASE("a cell of several steps has the label of most bars, of equally many the first") {
  const page::LiveBars live{.first = 0, .steps = {0, 1, 2, 3, 4, 5, 6}};
  const std::vector<std::int8_t> tags = {2, 1, 2, 1, 0, -1, -1};
  const page::Lane lane = page::lane_of({.steps = 7, .per = 3}, live, tags, kUnknown);
  CHECK(labels_of(lane) == std::vector<int>{3, 1, 4});
  const page::Lane halves = page::lane_of({.steps = 4, .per = 4}, live, tags, kUnknown);
  CHECK(labels_of(halves) == std::vector<int>{2});
}

TEST_CASE("a symbol without bars has an empty lane") {
  const page::Lane lane = page::lane_of({.steps = 3, .per = 1}, {}, {}, kUnknown);
  CHECK(labels_of(lane) == std::vector<int>{0, 0, 0});
  CHECK(lane.begin == lane.end);
}

TEST_CASE("runs of labels are packed as one number each") {
  CHECK(test::unpacked(page::packed_lane(std::string("\0\0\3\3\3\1", 6), 5)) ==
        std::vector<std::int64_t>{5, 13, 1});
  CHECK(page::packed_lane("", 5).empty());
}

TEST_CASE("a lane that is another one between its first and its last bar is kept once") {
  page::LanePool pool;
  const std::string all = "\1\2\1\2\3";
  const std::string part("\0\2\1\0\0", 5), other("\0\1\1\0\0", 5);
  CHECK(pool.number_of({.labels = all, .base = 5, .begin = 0, .end = 5}) == 0);
  CHECK(pool.number_of({.labels = part, .base = 5, .begin = 1, .end = 3}) == 0);
  CHECK(pool.number_of({.labels = other, .base = 5, .begin = 1, .end = 3}) == 1);
  CHECK(pool.number_of({.labels = part, .base = 4, .begin = 1, .end = 3}) == 2);
  const auto packed = [](const std::string& labels, int base) {
    return "\"" + page::packed_lane(labels, static_cast<std::uint64_t>(base)) + "\"";
  };
  CHECK(pool.json() == "[" + packed(all, 5) + "," + packed(other, 5) + "," + packed(part, 4) + "]");
  CHECK(pool.bytes() == pool.json().size() - 10);
}

}  // namespace barometer
