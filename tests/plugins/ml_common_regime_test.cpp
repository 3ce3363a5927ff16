// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "support/catch.hpp"
#include "tagger_laws.hpp"

// Each quirk of docs/regime_plugins.md, "ml_common_regime", on a series made to show it.

namespace {

using namespace barometer;
using harness::Series;
using harness::Subject;
using harness::Table;

const Subject kSubject{"ml_common_regime", {}};
constexpr std::size_t kFirst = 191;  // the bar of the 192nd close
constexpr std::int8_t kUnknown = BM_TAG_UNKNOWN;

Table tag_returns(const std::vector<double>& returns) {
  return kSubject.tag(harness::hourly(harness::prices_of(returns)));
}

// `size` up and down by turns, so that the price stays and the volatility is size * sqrt(24).
std::vector<double> swings(std::size_t count, double size) {
  std::vector<double> returns(count);
  for (std::size_t t = 0; t < count; ++t) {
    returns[t] = t % 2 == 0 ? size : -size;
  }
  return returns;
}

std::vector<double> joined(std::vector<double> a, const std::vector<double>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Table tag_line(double first, double step, std::size_t bars) {
  Series series = harness::hourly({});
  for (std::size_t t = 0; t < bars; ++t) {
    series.add(first + step * static_cast<double>(t));
  }
  return kSubject.tag(series);
}

}  // namespace

TEST_CASE("before 192 closes nothing is made up, then everything is known") {
  const Table table = tag_returns(swings(400, 0.004));
  for (const auto& [name, column] : table.scalar) {
    if (name != "bad_bars") {
      CHECK(std::isnan(column[kFirst - 1]));
      CHECK_FALSE(std::isnan(column[kFirst]));
    }
  }
  CHECK(table.category.at("volatility")[kFirst - 1] == kUnknown);
  CHECK(table.category.at("trend")[kFirst - 1] == kUnknown);
  CHECK(table.category.at("volatility")[kFirst] != kUnknown);
  CHECK(table.category.at("weekday")[0] != kUnknown);
}

TEST_CASE("volatility labels by the day's root of summed squares: 1.5, 3 and 5 %") {
  const std::vector<std::pair<double, int>> expected{{0.0149, 0}, {0.0151, 1}, {0.0299, 1},
                                                     {0.0301, 2}, {0.0499, 2}, {0.0501, 3}};
  for (const auto& [day, label] : expected) {
    CHECK(tag_returns(swings(250, day / std::sqrt(24.0))).category.at("volatility")[240] == label);
  }
}

TEST_CASE("percentile: the empty slice makes the lowest rank of a moving price 4, not 0") {
  std::vector<double> falling;
  for (int t = 0; t < 300; ++t) {
    falling.push_back((t % 2 == 0 ? 1 : -1) * 0.01 * (1 - t / 400.0));
  }
  CHECK(tag_returns(falling).scalar.at("volatility_percentile")[250] == 4.0f);
}

TEST_CASE("percentile: rising volatility ranks 100, a constant price 0") {
  std::vector<double> rising;
  for (int t = 0; t < 300; ++t) {
    rising.push_back((t % 2 == 0 ? 1 : -1) * 0.001 * (1 + t / 100.0));
  }
  CHECK(tag_returns(rising).scalar.at("volatility_percentile")[250] == 100.0f);
  CHECK(tag_returns(std::vector<double>(300, 0.0)).scalar.at("volatility_percentile")[250] == 0.0f);
}

TEST_CASE("percentile: windows 6, 12, ... 144 returns back are compared, and no others") {
  std::vector<double> rising;
  for (int t = 0; t < 500; ++t) {
    rising.push_back((t % 2 == 0 ? 1 : -1) * 0.001 * (1 + t / 100.0));
  }
  rising[249] = 0.2;  // the return of bar 250, in the windows that end at bars 250 to 273
  const Table table = tag_returns(rising);
  // So many of the 24 looks back meet such a window, all others a lower one.
  const auto above = [&table](std::size_t bars_later) {
    return 25 - table.scalar.at("volatility_percentile")[250 + bars_later] / 4;
  };
  CHECK(above(24) == Approx(4));   // 6, 12, 18, 24 back
  CHECK(above(149) == Approx(4));  // 126, 132, 138, 144 back
  CHECK(above(150) == Approx(3));  // 150 back is out of reach
  CHECK(above(167) == Approx(1));  // 144 back
  CHECK(above(168) == Approx(0));
}

TEST_CASE("volatility duration counts this bar and ends at 167") {
  const auto returns = joined(swings(300, 0.002), swings(300, 0.02));
  const Table table = tag_returns(returns);
  const auto& label = table.category.at("volatility");
  const auto& duration = table.scalar.at("volatility_duration");
  CHECK(duration[kFirst] == 167.0f);
  CHECK(duration[300] == 167.0f);
  std::size_t last_change = 0;
  for (std::size_t t = 301; t < 340; ++t) {
    last_change = label[t] != label[t - 1] ? t : last_change;
  }
  CHECK(label[last_change] == 3);
  CHECK(duration[last_change] == 1.0f);
  CHECK(duration[last_change + 165] == 166.0f);
  CHECK(duration[last_change + 166] == 167.0f);
  CHECK(duration[last_change + 200] == 167.0f);
}

TEST_CASE("stability: one change between 12 samples 6 bars apart costs 1/11, for 66 bars") {
  const auto returns = joined(swings(300, 0.0025), swings(300, 0.005));  // 1.2 % -> 2.4 % a day
  const Table table = tag_returns(returns);
  const auto& label = table.category.at("volatility");
  const auto& stability = table.scalar.at("volatility_stability");
  std::size_t change = 301;
  while (label[change] == label[change - 1]) {
    ++change;
  }
  CHECK(stability[change - 1] == 1.0f);
  for (std::size_t t = change; t < change + 66; ++t) {
    CHECK(stability[t] == Approx(10.0 / 11));
  }
  CHECK(stability[change + 66] == 1.0f);
}

TEST_CASE("trend labels by the simple return over 24 prices: 2 and 5 % either way") {
  const std::vector<std::pair<double, int>> expected{{0.0199, 2},  {0.0201, 3},  {0.0499, 3},
                                                     {0.0501, 4},  {-0.0199, 2}, {-0.0201, 1},
                                                     {-0.0499, 1}, {-0.0501, 0}};
  for (const auto& [simple, label] : expected) {
    const double r = std::log1p(simple) / 23;
    CHECK(tag_returns(std::vector<double>(250, r)).category.at("trend")[240] == label);
  }
}

TEST_CASE("trend: more than 5 % up against a falling line is weak") {
  // Falls for 23 bars, then jumps above its start.
  std::vector<double> returns(240, 0.0);
  for (std::size_t t = 216; t < 238; ++t) {
    returns[t] = -0.02;
  }
  returns[238] = 22 * 0.02 + 0.06;
  const Table table = tag_returns(returns);
  CHECK(table.category.at("trend")[239] == 3);
}

TEST_CASE("trend strength: the line goes through the first price, so a late jump counts as 0") {
  std::vector<double> returns(240, 0.0);
  returns[238] = 0.05;
  const Table table = tag_returns(returns);
  // One price of 24 differs: the slope is 11.5/1150 of the jump. With an intercept of its own the
  // line would reach 12 %; through the first price it misses by SSE = 1 - 2*23*s + s^2*4324, s =
  // .01 against SST = 23/24.
  const double expected = 1 - (1 - 2 * 23 * 0.01 + 0.0001 * 4324) / (23.0 / 24);
  CHECK(expected < 0);
  CHECK(table.scalar.at("trend_strength")[239] == 0.0f);
}

TEST_CASE("trend strength of a perfect line is 1, of a constant price 0") {
  CHECK(tag_line(100, 0.1, 300).scalar.at("trend_strength")[250] == Approx(1).epsilon(1e-6));
  CHECK(tag_line(100, 0, 300).scalar.at("trend_strength")[250] == 0.0f);
}

TEST_CASE("trend duration does not count this bar and ends at 71") {
  const auto returns = joined(std::vector<double>(250, 0.0), std::vector<double>(150, 0.004));
  const Table table = tag_returns(returns);
  const auto& label = table.category.at("trend");
  const auto& duration = table.scalar.at("trend_duration");
  CHECK(duration[kFirst] == 71.0f);
  std::size_t strong = 251;
  while (label[strong] != 4) {
    ++strong;
  }
  CHECK(duration[strong] == 0.0f);
  CHECK(duration[strong + 1] == 1.0f);
  CHECK(duration[strong + 71] == 71.0f);
  CHECK(duration[strong + 72] == 71.0f);
}

TEST_CASE("trend acceleration is in price units: a line has none, prices times 2 have twice") {
  CHECK(std::fabs(tag_line(100, 0.1, 300).scalar.at("trend_acceleration")[250]) < 1e-6f);
  // A parabola t^2 has slope 2 m over any window centred at m: centres lie 6 bars apart.
  Series series = harness::hourly({});
  for (int t = 0; t < 300; ++t) {
    series.add(1000 + t * t);
  }
  CHECK(kSubject.tag(series).scalar.at("trend_acceleration")[250] == Approx(12));
  CHECK(kSubject.tag(harness::scaled(series, 1)).scalar.at("trend_acceleration")[250] ==
        Approx(24));
}

TEST_CASE("session and weekday by the UTC hour of the close, no daylight saving") {
  Series series = harness::hourly({});
  for (int t = 0; t < 200; ++t) {
    series.add(100);
  }
  const Table table = kSubject.tag(series);
  for (std::size_t t = 0; t < 200; ++t) {
    const std::int64_t hours = series.close_time_ns[t] / harness::kHour;
    const auto hour = hours % 24;
    const int session = hour < 8 ? 0 : hour < 16 ? 1 : hour < 22 ? 2 : 3;
    CHECK(table.category.at("session")[t] == session);
    CHECK(table.category.at("weekday")[t] == (hours / 24 + 3) % 7);
  }
  series.close_time_ns[0] = -1;  // the last nanosecond of Wednesday 1969-12-31
  CHECK(kSubject.tag(series).category.at("weekday")[0] == 2);
  CHECK(kSubject.tag(series).category.at("session")[0] == 3);
}

TEST_CASE("the labels carry the module's numbers") {
  const auto tagger = kSubject.make(harness::hourly({}));
  CHECK(tagger.dimension("volatility").label_values[3] == 3.0f);
  CHECK(tagger.dimension("trend").label_values[0] == -2.0f);
  CHECK(tagger.dimension("session").label_values[2] == 2.0f);
  CHECK(tagger.dimension("weekday").label_values[6] == 6.0f / 7);
}

TEST_CASE("a bad bar is unknown, counted, and as if it had not been there") {
  const auto prices = harness::prices_of(harness::RandomMarket(3).restless(400));
  Series dirty = harness::hourly({});
  for (std::size_t t = 0; t < prices.size(); ++t) {
    dirty.add(prices[t]);
    if (t == 300) {
      dirty.add(std::nan(""));
    }
  }
  const Table table = kSubject.tag(dirty);
  const Table clean = kSubject.tag(harness::hourly(prices));
  CHECK(table.category.at("volatility")[301] == kUnknown);
  CHECK(std::isnan(table.scalar.at("trend_strength")[301]));
  CHECK(table.scalar.at("bad_bars").back() == 1.0f);
  for (std::size_t t = 301; t < prices.size(); ++t) {
    CHECK(table.scalar.at("volatility_percentile")[t + 1] ==
          clean.scalar.at("volatility_percentile")[t]);
    CHECK(table.scalar.at("trend_acceleration")[t + 1] == clean.scalar.at("trend_acceleration")[t]);
  }
}

TEST_CASE("ml_common_regime, laws 1 to 3 and 8") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Series series = harness::market_with_bad_bars(seed, 900);
    harness::check_block_invariance(kSubject, series);
    harness::check_no_future(kSubject, series, seed);
    harness::check_save_and_load(kSubject, series, seed);
    harness::check_reset(kSubject, series, harness::market_with_bad_bars(seed + 10, 500));
    harness::check_refuses_damaged_state(kSubject, series);
    harness::check_wanted_changes_nothing(kSubject, series, seed);
  }
  harness::check_threads(kSubject, 900);
}

TEST_CASE("ml_common_regime, law 4: prices times a power of two scale the acceleration alone") {
  const Series series = harness::market_with_bad_bars(4, 900);
  for (const int power : {-40, -3, 1, 10}) {
    Table table = kSubject.tag(harness::scaled(series, power));
    for (float& acceleration : table.scalar.at("trend_acceleration")) {
      acceleration = std::ldexp(acceleration, -power);
    }
    const Table plain = kSubject.tag(series);
    CHECK(table.category == plain.category);
    for (std::size_t t = kFirst; t < 900; ++t) {
      const bool bad = std::isnan(series.open[t]);
      CHECK((bad ||
             table.scalar.at("trend_acceleration")[t] == plain.scalar.at("trend_acceleration")[t]));
    }
    table.scalar.erase("trend_acceleration");
    CHECK(table.same_as(plain));
  }
}
