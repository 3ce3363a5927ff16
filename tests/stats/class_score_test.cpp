// SPDX-License-Identifier: Apache-2.0
#include "stats/class_score.hpp"

#include <cmath>
#include <string_view>

#include "stats/random.hpp"
#include "support/catch.hpp"

// Sequences are written as digits, '.' for unknown; what they score is counted by hand.

using namespace barometer;

namespace {

std::vector<std::int8_t> ids(std::string_view digits) {
  std::vector<std::int8_t> found;
  for (const char c : digits) {
    found.push_back(c == '.' ? std::int8_t{-128} : static_cast<std::int8_t>(c - '0'));
  }
  return found;
}

stats::TrialScore trial(std::string_view truth, std::string_view tags, int classes = 2) {
  return stats::score_trial(ids(truth), ids(tags), classes);
}

stats::ClassScore score(std::string_view truth, std::string_view tags, int classes = 2) {
  const stats::TrialScore one = trial(truth, tags, classes);
  return stats::mean_score(std::span{&one, 1});
}

std::vector<std::int8_t> random_ids(stats::Random& random, std::size_t bars, int classes) {
  std::vector<std::int8_t> found(bars);
  std::int8_t id = 0;
  for (std::int8_t& each : found) {
    if (random.uniform() < 0.2) {
      id = static_cast<std::int8_t>(random.uniform() * classes);
    }
    each = id;
  }
  return found;
}

}  // namespace

TEST_CASE("the confusion matrix counts bars by true class and tag") {
  const stats::TrialScore found = trial("0001122", "0101202", 3);
  CHECK(found.count(0, 0) == 2);
  CHECK(found.count(0, 1) == 1);
  CHECK(found.count(1, 0) == 0);
  CHECK(found.count(1, 1) == 1);
  CHECK(found.count(1, 2) == 1);
  CHECK(found.count(2, 0) == 1);
  CHECK(found.count(2, 2) == 1);
  CHECK(found.scored_bars == 7);
}

TEST_CASE("balanced accuracy is the mean of the recalls, however rare a class is") {
  const stats::ClassScore found = score(
      "00000000"
      "11",
      "00000011"
      "10");
  CHECK(found.recall[0] == Approx(6.0 / 8));
  CHECK(found.recall[1] == Approx(1.0 / 2));
  CHECK(found.balanced_accuracy == Approx(0.625));
}

TEST_CASE("a class that never occurs is left out of balanced accuracy") {
  const stats::ClassScore found = score("0000", "0011", 3);
  CHECK(found.balanced_accuracy == Approx(0.5));
  CHECK(std::isnan(found.recall[1]));
  CHECK(std::isnan(found.recall[2]));
}

// Recall of class 1: trial one 1 of 1, trial two 1 of 4, trial three has none of it.
TEST_CASE("recall is a mean over trials, not over bars, and skips trials without the class") {
  const std::vector trials{trial("01", "01"), trial("1111", "1000"), trial("00", "01")};
  const stats::ClassScore found = stats::mean_score(trials);
  CHECK(found.recall[1] == Approx((1 + 0.25) / 2));
  CHECK(found.recall[0] == Approx((1 + 0.5) / 2));
  CHECK(found.total.count(1, 1) == 2);
}

TEST_CASE("changes are those of the tag, per thousand scored bars") {
  CHECK(score("0000000000", "0011100100").changes_per_1000_bars == Approx(400));
}

// The truth changes at bars 2 and 6; the tag is right 1 and 2 bars later.
TEST_CASE("lag is counted from a true change, either way, to the first right tag") {
  const stats::ClassScore found = score("0011110000", "0001111100");
  CHECK(found.lag_bars == Approx(1.5));
  CHECK(found.missed_share == 0);
}

TEST_CASE("an episode without a right tag is missed and has no lag") {
  const stats::ClassScore found = score("0011000111", "0000011111");
  CHECK(found.total.episodes == 3);
  CHECK(found.total.missed == 1);  // bars 2 and 3; the next one is right at once
  CHECK(found.lag_bars == Approx(0.0));
  CHECK(found.missed_share == Approx(1.0 / 3));
}

TEST_CASE("an episode that was missed at the very end counts") {
  CHECK(trial("0001", "0000").missed == 1);
}

TEST_CASE("the first stretch is no episode: nobody saw it begin") {
  const stats::TrialScore found = trial("1111", "0000");
  CHECK(found.episodes == 0);
  CHECK(std::isnan(score("1111", "0000").lag_bars));
}

TEST_CASE("bars of unknown truth or tag are not scored, and the others close ranks") {
  const stats::TrialScore found = trial("..0011", "000..1");
  CHECK(found.unknown_bars == 4);
  CHECK(found.scored_bars == 2);
  CHECK(found.changes == 1);
  CHECK(found.episodes == 1);
  CHECK(found.lag_bars == 0);
}

TEST_CASE("no scored bar: every score is undefined") {
  const stats::ClassScore found = score("....", "0101");
  CHECK(std::isnan(found.balanced_accuracy));
  CHECK(std::isnan(found.changes_per_1000_bars));
  CHECK(std::isnan(found.missed_share));
}

TEST_CASE("law: a tag that is the truth has no fault") {
  stats::Random random(1, 0);
  const auto truth = random_ids(random, 1000, 4);
  const stats::TrialScore found = stats::score_trial(truth, truth, 4);
  const stats::ClassScore mean = stats::mean_score(std::span{&found, 1});
  CHECK(mean.balanced_accuracy == 1);
  CHECK(mean.lag_bars == 0);
  CHECK(found.missed == 0);
  CHECK(found.changes == found.episodes);
}

// Straight from the definition: for each change of the truth, look ahead for the first right tag.
TEST_CASE("law: lags and misses equal those looked up change by change") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    stats::Random random(2, seed);
    const auto truth = random_ids(random, 300, 3);
    const auto tags = random_ids(random, 300, 3);
    std::int64_t lag = 0;
    std::int64_t missed = 0;
    for (std::size_t t = 1; t < truth.size(); ++t) {
      if (truth[t] != truth[t - 1]) {
        std::size_t at = t;
        while (at < truth.size() && truth[at] == truth[t] && tags[at] != truth[t]) {
          ++at;
        }
        const bool found = at < truth.size() && truth[at] == truth[t];
        lag += found ? static_cast<std::int64_t>(at - t) : 0;
        missed += !found;
      }
    }
    const stats::TrialScore score = stats::score_trial(truth, tags, 3);
    CHECK(score.lag_bars == lag);
    CHECK(score.missed == missed);
  }
}
