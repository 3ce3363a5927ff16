// SPDX-License-Identifier: Apache-2.0
#include "data/truth_column.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

using Ids = std::vector<std::int8_t>;
using Labels = std::vector<std::string>;

data::TruthColumn column(const Labels& cells) {
  data::TruthColumn found;
  for (const std::string& cell : cells) {
    CHECK(found.add(cell));
  }
  return found;
}

}  // namespace

TEST_CASE("labels are numbered as they appear; an empty cell is unknown") {
  const data::TruthColumn found = column({"high", "high", "", "calm", "high"});
  CHECK(found.ids == Ids{0, 0, -128, 1, 0});
  CHECK(found.labels == Labels{"high", "calm"});
}

TEST_CASE("a label too many is refused and adds nothing") {
  data::TruthColumn found;
  for (std::size_t i = 0; i < data::TruthColumn::kMostLabels; ++i) {
    REQUIRE(found.add(std::to_string(i)));
  }
  CHECK_FALSE(found.add("one more"));
  CHECK(found.ids.size() == data::TruthColumn::kMostLabels);
  CHECK(found.add("0"));
}

TEST_CASE("a bar that is left out takes its truth along") {
  data::TruthColumn found = column({"a", "b", "c", "d"});
  found.erase(std::vector<std::size_t>{1, 2});
  CHECK(found.ids == Ids{0, 3});
}

TEST_CASE("whole numbers ascend by value and come before words") {
  CHECK(data::truth_precedes("2", "10"));
  CHECK(data::truth_precedes("-1", "0"));
  CHECK(data::truth_precedes("7", "calm"));
  CHECK_FALSE(data::truth_precedes("calm", "7"));
  CHECK(data::truth_precedes("calm", "high"));
  CHECK(data::is_whole_number("-3"));
  CHECK_FALSE(data::is_whole_number("1.5"));
  CHECK_FALSE(data::is_whole_number(""));
}

TEST_CASE("columns of several symbols get the same labels in one order") {
  std::vector<data::TruthColumn> columns{column({"2", "0", ""}), column({"10", "2"})};
  CHECK(data::unite_labels(columns) == Labels{"0", "2", "10"});
  CHECK(columns[0].ids == Ids{1, 0, -128});
  CHECK(columns[1].ids == Ids{2, 1});
}
