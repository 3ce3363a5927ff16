// SPDX-License-Identifier: Apache-2.0
#include "study/fold_windows.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr core::Timestamp kBegin = 1'000 * core::kDay;

config::WalkForwardConfig walk(int train, int test) {
  config::WalkForwardConfig made;
  made.train = train * core::kDay;
  made.test = test * core::kDay;
  return made;
}

std::vector<study::FoldWindow> folds_of(const config::WalkForwardConfig& made, int days) {
  return study::fold_windows(made, kBegin, kBegin + days * core::kDay, "w.yaml");
}

core::Timestamp day(int number) {
  return kBegin + number * core::kDay;
}

}  // namespace

TEST_CASE("folds roll on by the length of the test, and each tests what comes after its training") {
  const auto folds = folds_of(walk(10, 5), 27);
  REQUIRE(folds.size() == 3);  // tests end on day 15, 20, 25; the one to day 30 is not there
  for (int fold = 0; fold < 3; ++fold) {
    const study::FoldWindow& made = folds[static_cast<std::size_t>(fold)];
    CHECK(*made.train.from_ns == day(5 * fold));
    CHECK(*made.train.to_ns == day(5 * fold + 10));
    CHECK(*made.test.from_ns == *made.train.to_ns);
    CHECK(*made.test.to_ns == day(5 * fold + 15));
  }
}

TEST_CASE("anchored folds all train from the beginning; a step of its own leaves days untested") {
  config::WalkForwardConfig made = walk(10, 5);
  made.anchored = true;
  made.step = 8 * core::kDay;
  const auto folds = folds_of(made, 31);
  REQUIRE(folds.size() == 3);
  CHECK(*folds[2].train.from_ns == day(0));
  CHECK(*folds[2].train.to_ns == day(26));
  CHECK(*folds[1].test.from_ns == day(18));
}

TEST_CASE("folds longer than the data are refused with both lengths") {
  try {
    folds_of(walk(10, 5), 14);
    FAIL("it was not refused");
  } catch (const core::Error& error) {
    const std::string text = error.what();
    CHECK(text.find("15d") != std::string::npos);
    CHECK(text.find("14d") != std::string::npos);
  }
}

TEST_CASE("groups follow each other, the last one has what is left over") {
  std::vector<core::Timestamp> times;
  for (int i = 1; i <= 11; ++i) {
    times.push_back(day(i));
  }
  const auto groups = study::group_windows(times, day(0), 3);
  REQUIRE(groups.size() == 3);
  CHECK(*groups[0].from_ns == day(0));
  CHECK(*groups[0].to_ns == day(3));
  CHECK(*groups[1].from_ns == day(3));
  CHECK(*groups[2].from_ns == day(6));
  CHECK(*groups[2].to_ns == day(11));
}
