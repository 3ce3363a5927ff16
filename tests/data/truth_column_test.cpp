// SPDX-License-Identifier: Apache-2.0
#include "data/truth_column.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

using Ids = std::vector<std::int8_t>;
using Labels = std::vector<std::string>;

TruthColumn column(const Labels& cells) {
  TruthColumn found;
  for (const std::string& cell : cells) {
    CHECK(found.add(cell));
  }
  return found;
}

}  // namespace

TEST_CASE("labels are numbered as they appear; an empty cell is unknown") {
  const TruthColumn found = column({"high", "high", "", "calm", "high"});
  CHECK(found.ids == Ids{0, 0, -128, 1, 0});
  CHECK(found.labels == Labels{"high", "calm"});
}

TEST_CASE("a label too many is refused and adds nothing") {
  TruthColumn found;
  for (std::size_t i = 0; i < TruthColumn::kMostLabels; ++i) {
    REQUIRE(found.add(std::to_string(i)));
  }
  CHECK_FALSE(found.add("one more"));
  CHECK(found.ids.size() == TruthColumn::kMostLabels);
  CHECK(found.add("0"));
}

TEST_CASE("a bar that is left out takes its truth along") {
  TruthColumn found = column({"a", "b", "c"});
  found.erase(1);
  CHECK(found.ids == Ids{0, 2});
}

TEST_CASE("whole numbers ascend by value and come before words") {
  CHECK(truth_precedes("2", "10"));
  CHECK(truth_precedes("-1", "0"));
  CHECK(truth_precedes("7", "calm"));
  CHECK_FALSE(truth_precedes("calm", "7"));
  CHECK(truth_precedes("calm", "high"));
  CHECK(is_whole_number("-3"));
  CHECK_FALSE(is_whole_number("1.5"));
  CHECK_FALSE(is_whole_number(""));
}

TEST_CASE("columns of several symbols get the same labels in one order") {
  std::vector<TruthColumn> columns{column({"2", "0", ""}), column({"10", "2"})};
  CHECK(unite_labels(columns) == Labels{"0", "2", "10"});
  CHECK(columns[0].ids == Ids{1, 0, -128});
  CHECK(columns[1].ids == Ids{2, 1});
}
