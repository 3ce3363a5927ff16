// SPDX-License-Identifier: Apache-2.0
#include "data/read_rows.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

data::BarRow bar(core::Timestamp close, double price) {
  return {close, price, price, price, price, 1};
}

// One text's rows, the first on line 2.
void add_text(data::ReadRows& rows, const std::vector<data::BarRow>& bars) {
  rows.begin_text();
  std::size_t line = 2;
  for (const data::BarRow& each : bars) {
    rows.add_line(line++);
    rows.bars.push_back(each);
  }
}

std::vector<core::Timestamp> times(const data::ReadRows& rows) {
  return data::close_times(rows.bars);
}

using Times = std::vector<core::Timestamp>;

}  // namespace

TEST_CASE("texts one behind the other stay as they are") {
  data::ReadRows rows;
  add_text(rows, {bar(1, 10), bar(2, 10)});
  add_text(rows, {bar(3, 10)});
  CHECK(rows.join().repeated == 0);
  CHECK(times(rows) == Times{1, 2, 3});
  CHECK(rows.text_of(1) == 0);
  CHECK(rows.text_of(2) == 1);
  CHECK(rows.line_of(2) == 2);
}

TEST_CASE("texts are joined in order of time, and equal rows are one") {
  data::ReadRows rows;
  add_text(rows, {bar(5, 10), bar(6, 11), bar(7, 12)});
  add_text(rows, {bar(3, 9), bar(5, 10), bar(6, 11)});
  const auto joined = rows.join();
  CHECK(joined.repeated == 2);
  CHECK(joined.conflicts.empty());
  CHECK(times(rows) == Times{3, 5, 6, 7});
  CHECK(rows.text_of(0) == 1);
  CHECK(rows.line_of(0) == 2);
  CHECK(rows.text_of(3) == 0);
  CHECK(rows.line_of(3) == 4);
}

TEST_CASE("rows that contradict each other are told and kept") {
  data::ReadRows rows;
  add_text(rows, {bar(1, 10), bar(2, 10)});
  add_text(rows, {bar(2, 11), bar(3, 10)});
  const auto joined = rows.join();
  REQUIRE(joined.conflicts == std::vector<std::size_t>{2});
  CHECK(rows.text_of(1) == 0);
  CHECK(rows.line_of(1) == 3);
  CHECK(rows.text_of(2) == 1);
  CHECK(rows.line_of(2) == 2);
}

TEST_CASE("texts from new to old are turned round, and lines are still found") {
  data::ReadRows rows;
  add_text(rows, {bar(9, 10), bar(8, 10)});
  rows.reverse_text();
  add_text(rows, {bar(7, 10), bar(6, 10), bar(5, 10)});
  rows.reverse_text();
  CHECK(rows.join().repeated == 0);
  CHECK(times(rows) == Times{5, 6, 7, 8, 9});
  CHECK(rows.line_of(0) == 4);
  CHECK(rows.text_of(0) == 1);
  CHECK(rows.line_of(4) == 2);
  CHECK(rows.text_of(4) == 0);
  const std::vector<std::size_t> out{1, 2};
  rows.leave_out(out);
  CHECK(times(rows) == Times{5, 8, 9});
  CHECK(rows.line_of(1) == 3);
}

TEST_CASE("what rows say besides goes with them where texts are turned and joined") {
  data::ReadRows rows;
  const auto say = [&rows](std::size_t place, double dividend) {
    rows.actions.push_back({.bar = place, .cells = {{}, dividend}, .place = "x"});
  };
  add_text(rows, {bar(9, 1), bar(8, 1), bar(7, 1)});
  say(0, 0.9);
  say(1, 0.8);
  rows.reverse_text();
  add_text(rows, {bar(7, 1), bar(6, 1), bar(5, 1)});
  say(4, 0.6);
  rows.reverse_text();
  CHECK(rows.join().repeated == 1);
  CHECK(times(rows) == Times{5, 6, 7, 8, 9});
  const std::vector<data::RowAction> actions = rows.take_actions();
  REQUIRE(actions.size() == 3);
  const std::size_t bars[] = {1, 3, 4};
  const double dividends[] = {0.6, 0.8, 0.9};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(actions[i].bar == bars[i]);
    CHECK(actions[i].cells.dividend == dividends[i]);
  }
}

TEST_CASE("rows that say another split or dividend are not the same") {
  data::ReadRows rows;
  add_text(rows, {bar(1, 10), bar(2, 10)});
  rows.actions.push_back({.bar = 1, .cells = {{}, 0.5}, .place = "x"});
  add_text(rows, {bar(2, 10), bar(3, 10)});
  CHECK(rows.join().conflicts == std::vector<std::size_t>{2});
}

TEST_CASE("bars that were widened or came again are found where they ended up") {
  data::ReadRows rows;
  rows.begin_text();
  for (const core::Timestamp close : {9, 8, 7}) {
    if (close == 9) {
      rows.add_widened();
    }
    rows.add_line(2);
    rows.bars.push_back(bar(close, 1));
  }
  rows.reverse_text();
  add_text(rows, {bar(7, 1), bar(6, 1)});
  rows.reverse_text();
  CHECK(rows.join().repeated == 1);
  CHECK(times(rows) == Times{6, 7, 8, 9});
  CHECK(rows.closes_of(rows.widened_places) == Times{9});
  CHECK(rows.closes_of(rows.repeated_places) == Times{7});
}
