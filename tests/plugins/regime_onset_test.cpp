// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "random_market.hpp"
#include "regime_harness.hpp"
#include "regime_random.hpp"
#include "support/catch.hpp"

// Confirmation, estimated onsets and the time of day, each on a market made to show its purpose.

namespace {

using namespace barometer;
using harness::RandomMarket;
using harness::Settings;
using harness::Table;

constexpr std::int8_t kHigh = 2;

// Returns of alternating sign, 0.5 % a bar, three times as much from return `from` on.
Table step_in_volatility(std::size_t from, const Settings& settings) {
  std::vector<double> returns(from + 200);
  for (std::size_t t = 0; t < returns.size(); ++t) {
    returns[t] = (t % 2 == 0 ? 1 : -1) * (t < from ? 0.005 : 0.015);
  }
  return harness::tag_all(harness::hourly(harness::prices_of(returns)), settings);
}

std::size_t first_bar_with(const Table& table, std::int8_t label) {
  const auto& labels = table.category.at("volatility");
  std::size_t t = 0;
  while (t < labels.size() && labels[t] != label) {
    ++t;
  }
  return t;
}

}  // namespace

// ratio^2 = 1 + 8 (1 - 2^(-k/24)) k bars after the step: above 1.3^2 from k = 4, 1.6^2 from k = 8.
TEST_CASE("onset: high is found out at 1.6 and is thought to have begun at 1.3") {
  const Table table = step_in_volatility(600, {});
  const std::size_t found = first_bar_with(table, kHigh);
  CHECK(found == 600 + 8);
  CHECK(table.onset.at("volatility")[found] == 600 + 4);
  CHECK(table.onset.at("volatility")[found + 1] == 600 + 4);
}

TEST_CASE("onset: confirmation delays the label and leaves its onset") {
  const Table table = step_in_volatility(600, {{"confirm", 3.0}});
  CHECK(first_bar_with(table, kHigh) == 600 + 10);
  CHECK(table.onset.at("volatility")[600 + 10] == 600 + 4);
  CHECK(table.scalar.at("volatility_duration")[600 + 10] == 1.0f);
}

TEST_CASE("onset: unknown before a label is known") {
  const Table table = step_in_volatility(600, {});
  CHECK(table.onset.at("volatility")[499] == -1);
  CHECK(table.onset.at("volatility")[500] >= 0);
  CHECK(table.onset.at("trend")[47] == -1);
}

TEST_CASE(
    "onset: never later than the bar that shows the label, and the same for as long as it does") {
  const harness::Draw draw = harness::random_draw(77, 3000);
  const Table table = harness::tag_all(draw.series, draw.settings);
  for (const char* name : {"volatility", "trend"}) {
    const auto& labels = table.category.at(name);
    const auto& onsets = table.onset.at(name);
    for (std::size_t t = 1; t < labels.size(); ++t) {
      CHECK(onsets[t] <= static_cast<std::int64_t>(t));
      CHECK((labels[t] == BM_TAG_UNKNOWN) == (onsets[t] == -1));
      if (labels[t] == labels[t - 1]) {
        CHECK(onsets[t] == onsets[t - 1]);
      }
    }
  }
}

TEST_CASE("confirm: fewer bars in a row than asked for change nothing") {
  const auto returns = RandomMarket(41).restless(6000);
  const harness::Series series = harness::hourly(harness::prices_of(returns));
  const auto shortest_run = [&series](double confirm) {
    const auto labels = harness::tag_all(series, {{"confirm", confirm}}).category.at("trend");
    std::size_t shortest = labels.size();
    std::size_t begin = 0;
    for (std::size_t t = 1; t < labels.size(); ++t) {
      if (labels[t] != labels[t - 1]) {
        shortest = labels[t - 1] == BM_TAG_UNKNOWN ? shortest : std::min(shortest, t - begin);
        begin = t;
      }
    }
    return shortest;
  };
  CHECK(shortest_run(1) < 5);
  CHECK(shortest_run(5) >= 5);
}

namespace {

// Share of the known bars at this place of the session that are high or extreme.
double high_share(const harness::Series& series, const Table& table, std::size_t place) {
  double high = 0;
  double known = 0;
  for (std::size_t t = 0; t < series.close.size(); ++t) {
    const std::int8_t label = table.category.at("volatility")[t];
    if (t % 13 == place && label != BM_TAG_UNKNOWN) {
      high += label >= kHigh;
      ++known;
    }
  }
  return high / known;
}

}  // namespace

TEST_CASE("time of day: an open that is wild every day is no more often high than noon") {
  RandomMarket random(42);
  const harness::Series series = harness::exchange_half_hours(random, 13 * 400);
  Settings settings{{"preset", "equity_intraday"}, {"volatility.half_life", 2.0}};
  const Table with = harness::tag_all(series, settings);
  CHECK(std::fabs(high_share(series, with, 0) - high_share(series, with, 6)) < 0.07);
  settings["volatility.time_of_day"] = 0.0;
  const Table without = harness::tag_all(series, settings);
  CHECK(high_share(series, without, 0) > high_share(series, without, 6) + 0.3);
}

TEST_CASE("time of day: volatility_day keeps its level") {
  RandomMarket random(43);
  const harness::Series series = harness::exchange_half_hours(random, 13 * 400);
  const auto level = [&series](double on) {
    const Table table =
        harness::tag_all(series, {{"preset", "equity_intraday"}, {"volatility.time_of_day", on}});
    double sum = 0;
    double known = 0;
    for (const float day : table.scalar.at("volatility_day")) {
      if (!std::isnan(day)) {
        sum += static_cast<double>(day) * static_cast<double>(day);
        ++known;
      }
    }
    return std::sqrt(sum / known);
  };
  CHECK(level(1) == Approx(level(0)).epsilon(0.05));
}

TEST_CASE("time of day: volatility is unknown for as many days as the slots need") {
  RandomMarket random(44);
  const harness::Series series = harness::exchange_half_hours(random, 13 * 60);
  const Table table = harness::tag_all(
      series, {{"preset", "equity_intraday"}, {"volatility.time_of_day_min_days", 12.0}});
  const auto& day = table.scalar.at("volatility_day");
  // Days 0 to 11 have 11 nights: day 12 gives 12 bars to the window of 13, the next night the last.
  CHECK(std::isnan(day[13 * 13 - 1]));
  CHECK_FALSE(std::isnan(day[13 * 13]));
  CHECK_FALSE(std::isnan(table.scalar.at("trend_z")[26]));
}
