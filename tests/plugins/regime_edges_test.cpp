// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "random_market.hpp"
#include "regime_harness.hpp"
#include "support/catch.hpp"

// Law 7 of docs/regimes.md: the edges.

namespace {

using namespace barometer;
using harness::RandomMarket;
using harness::Series;
using harness::Settings;
using harness::Table;

constexpr std::int8_t kUnknown = BM_TAG_UNKNOWN;

std::int64_t label_changes(const std::vector<std::int8_t>& labels) {
  std::int64_t changes = 0;
  for (std::size_t t = 1; t < labels.size(); ++t) {
    changes += labels[t] != labels[t - 1] && labels[t - 1] != kUnknown;
  }
  return changes;
}

// Returns of alternating sign whose size gives a window volatility of `day` per session day.
std::vector<double> steady(std::size_t count, double day) {
  std::vector<double> returns(count);
  for (std::size_t t = 0; t < count; ++t) {
    returns[t] = (t % 2 == 0 ? 1 : -1) * day / std::sqrt(24.0);
  }
  return returns;
}

}  // namespace

TEST_CASE("edge: a perfect line has a strength of 1 and an efficiency of 1") {
  const Table table =
      harness::tag_all(harness::hourly(harness::prices_of(std::vector<double>(300, 0.002))), {});
  for (std::size_t t = 48; t < 300; ++t) {
    CHECK(table.scalar.at("trend_strength")[t] == Approx(1).epsilon(1e-6));
    CHECK(table.scalar.at("trend_efficiency")[t] == Approx(1).epsilon(1e-6));
    CHECK(table.category.at("trend")[t] == 4);  // z = sqrt(48) = 6.9: strong_up
    CHECK(std::fabs(table.scalar.at("trend_acceleration")[t]) < 1e-6);
  }
}

TEST_CASE("edge: an outlier as the first point has left the line when it leaves the window") {
  std::vector<double> returns(200, 0.001);
  std::vector<double> prices = harness::prices_of(returns);
  prices.front() *= 1000;
  const Table table = harness::tag_all(harness::hourly(prices), {});
  CHECK(table.scalar.at("trend_strength")[47] < 0.2f);  // its window begins with the outlier
  CHECK(table.scalar.at("trend_strength")[48] == Approx(1).epsilon(1e-6));
}

TEST_CASE("edge: rising volatility ranks 100") {
  std::vector<double> returns;
  for (int t = 0; t < 600; ++t) {
    returns.push_back((t % 2 == 0 ? 1 : -1) * 0.001 * (1 + t / 100.0));
  }
  const Table table = harness::tag_all(harness::hourly(harness::prices_of(returns)), {});
  for (std::size_t t = 192; t < 600; ++t) {
    CHECK(table.scalar.at("volatility_percentile")[t] == 100.0f);
  }
}

TEST_CASE("edge: falling volatility ranks 0") {
  std::vector<double> returns;
  for (int t = 0; t < 600; ++t) {
    returns.push_back((t % 2 == 0 ? 1 : -1) * 0.001 * (10 - t / 100.0));
  }
  const Table table = harness::tag_all(harness::hourly(harness::prices_of(returns)), {});
  CHECK(table.scalar.at("volatility_percentile")[599] == 0.0f);
}

TEST_CASE("edge: 5 % around a threshold, absolute rule: the band allows one change at most") {
  std::vector<double> returns = steady(1000, 0.03);
  for (std::size_t t = 0; t < returns.size(); ++t) {
    returns[t] *= 1 + 0.05 * std::sin(static_cast<double>(t) / 40);
  }
  const Series series = harness::hourly(harness::prices_of(returns));
  Settings settings{{"volatility.rule", "absolute"}};
  CHECK(label_changes(harness::tag_all(series, settings).category.at("volatility")) > 4);
  settings["volatility.band"] = 0.06;
  CHECK(label_changes(harness::tag_all(series, settings).category.at("volatility")) <= 1);
}

TEST_CASE("edge: 5 % around the high threshold, ratio rule: one change at most") {
  std::vector<double> returns = steady(700, 0.03);  // fills the reference
  for (int t = 0; t < 300; ++t) {
    returns.push_back((t % 2 == 0 ? 1 : -1) * 1.6 * 0.03 / std::sqrt(24.0) *
                      (1 + 0.05 * std::sin(t / 10.0)));
  }
  const Table table =
      harness::tag_all(harness::hourly(harness::prices_of(returns)),
                       {{"volatility.half_life", 2.0}, {"volatility.reference_min", 400.0}});
  const auto& labels = table.category.at("volatility");
  CHECK(*std::max_element(labels.begin(), labels.end()) == 2);
  CHECK(label_changes(labels) == 1);
}

TEST_CASE("edge: after a spike of 1e6 the windows recover to the last digit") {
  // Bars that saw the spike, against a series that never had it.
  const auto noise = RandomMarket(21).gaussian(400, 1e-4);
  auto spiked = noise;
  spiked[150] += std::log(1e6);
  spiked[151] -= std::log(1e6);
  const Table clean = harness::tag_all(harness::hourly(harness::prices_of(noise)), {});
  const Table after = harness::tag_all(harness::hourly(harness::prices_of(spiked)), {});
  for (const char* name : {"trend_z", "trend_strength", "trend_efficiency", "trend_acceleration"}) {
    for (std::size_t t = 152 + 48; t < 400; ++t) {
      CHECK(after.scalar.at(name)[t] == Approx(clean.scalar.at(name)[t]).epsilon(1e-6));
    }
  }
  for (std::size_t t = 152 + 24; t < 400; ++t) {
    CHECK(after.scalar.at("volatility_day")[t] ==
          Approx(clean.scalar.at("volatility_day")[t]).epsilon(1e-6));
  }
}

TEST_CASE("edge: a constant price is unknown") {
  for (const char* rule : {"ratio", "absolute"}) {
    const Table table = harness::tag_all(harness::hourly(std::vector<double>(1500, 42.0)),
                                         {{"volatility.rule", rule}});
    for (const auto& [name, column] : table.scalar) {
      if (name != "bad_bars" && name.find("minutes") == std::string::npos) {
        CHECK(std::all_of(column.begin(), column.end(), [](float x) { return std::isnan(x); }));
      }
    }
    CHECK(std::count(table.category.at("volatility").begin(), table.category.at("volatility").end(),
                     kUnknown) == 1500);
    CHECK(std::count(table.category.at("trend").begin(), table.category.at("trend").end(),
                     kUnknown) == 1500);
  }
}

TEST_CASE("edge: a price that stops moving becomes unknown when the window is full of it") {
  auto returns = RandomMarket(22).gaussian(700, 0.01);
  returns.resize(800, 0.0);
  const Table table = harness::tag_all(harness::hourly(harness::prices_of(returns)), {});
  // Bar t ends return t - 1: the last move is return 699, at bar 700.
  CHECK(table.category.at("volatility")[700 + 23] != kUnknown);
  CHECK(table.category.at("volatility")[700 + 24] == kUnknown);
  CHECK(table.category.at("trend")[700 + 47] != kUnknown);
  CHECK(table.category.at("trend")[700 + 48] == kUnknown);
}

TEST_CASE("edge: a price that is back where the window began is in no trend, however it rounds") {
  auto prices = harness::prices_of(RandomMarket(24).gaussian(4000, 0.01));
  for (std::size_t t = 30; t < prices.size(); t += 30) {
    prices[t] = prices[t - 10];
  }
  const Settings lasting{{"trend.window", 10.0}, {"trend.weak_in", 0.5}, {"trend.weak_out", 1e-9}};
  const Table table = harness::tag_all(harness::hourly(prices), lasting);
  for (std::size_t t = 30; t < prices.size(); t += 30) {
    CHECK(table.category.at("trend")[t] == 2);  // sideways
  }
}

TEST_CASE("edge: one bar") {
  const Table table = harness::tag_all(harness::hourly({100}), {});
  CHECK(table.category.at("volatility")[0] == kUnknown);
  CHECK(table.category.at("trend")[0] == kUnknown);
  CHECK(table.category.at("weekday")[0] >= 0);
}

TEST_CASE("edge: a gap of ten years restarts the warm-up") {
  const auto prices = harness::prices_of(RandomMarket(23).gaussian(1400, 0.01));
  Series series = harness::hourly({});
  for (std::size_t t = 0; t < prices.size(); ++t) {
    if (t == 700) {
      series.skip(3653 * harness::kDay);
    }
    series.add(prices[t]);
  }
  const Table table = harness::tag_all(series, {});
  CHECK(table.category.at("volatility")[699] != kUnknown);
  for (std::size_t t = 700; t < 1200; ++t) {
    CHECK(table.category.at("volatility")[t] == kUnknown);
  }
  CHECK(table.category.at("volatility")[1200] != kUnknown);
  CHECK(table.category.at("trend")[700 + 47] == kUnknown);
  CHECK(table.category.at("trend")[700 + 48] != kUnknown);
}

TEST_CASE("edge: a gap of as many missing bars as allowed does not") {
  Series series = harness::hourly(harness::prices_of(RandomMarket(24).gaussian(100, 0.01)));
  const double last = series.close.back();
  Series longer = series;
  series.skip(168 * harness::kHour);  // 168 bars missing
  longer.skip(169 * harness::kHour);
  series.add(last * 1.01);
  longer.add(last * 1.01);
  CHECK(harness::tag_all(series, {}).category.at("trend").back() != kUnknown);
  CHECK(harness::tag_all(longer, {}).category.at("trend").back() == kUnknown);
}

TEST_CASE("edge: a bad bar is unknown, counted, and as if it had not been there") {
  const auto prices = harness::prices_of(RandomMarket(25).gaussian(900, 0.01));
  Series clean = harness::hourly({});
  Series dirty = harness::hourly({});
  for (std::size_t t = 0; t < prices.size(); ++t) {
    clean.add(prices[t]);
    dirty.add(prices[t]);
    if (t == 700) {
      clean.skip(2 * harness::kHour);
      dirty.add(0);
      dirty.add(prices[t]);
      dirty.high.back() = dirty.low.back() * 0.99;
    }
  }
  const Table table = harness::tag_all(dirty, {});
  const Table expected = harness::tag_all(clean, {});
  for (const std::size_t bad : {701u, 702u}) {
    CHECK(table.category.at("volatility")[bad] == kUnknown);
    CHECK(table.category.at("trend")[bad] == kUnknown);
    CHECK(std::isnan(table.scalar.at("volatility_percentile")[bad]));
  }
  CHECK(table.scalar.at("bad_bars").back() == 2.0f);
  for (std::size_t t = 701; t < prices.size(); ++t) {
    CHECK(table.category.at("volatility")[t + 2] == expected.category.at("volatility")[t]);
    CHECK(table.scalar.at("trend_strength")[t + 2] == expected.scalar.at("trend_strength")[t]);
    CHECK(table.scalar.at("volatility_duration")[t + 2] ==
          expected.scalar.at("volatility_duration")[t]);
  }
}

TEST_CASE(
    "edge: under rule robust a price that stands still ends the label, and nothing is forgotten") {
  std::vector<double> returns = RandomMarket(27).gaussian(700, 0.005);
  for (const double r : RandomMarket(28).gaussian(60, 0.02)) {
    returns.push_back(r);
  }
  const std::size_t still = returns.size() + 1;
  returns.insert(returns.end(), 24, 0.0);  // the preset's window
  returns.push_back(0.02);
  const Table table = harness::tag_all(harness::hourly(harness::prices_of(returns)),
                                       {{"volatility.rule", "robust"}});
  const auto& labels = table.category.at("volatility");
  CHECK(labels[still - 1] >= 2);
  CHECK(labels[still + 22] != kUnknown);
  CHECK(labels[still + 23] == kUnknown);
  CHECK(labels[still + 24] != kUnknown);
  CHECK(table.scalar.at("volatility_duration")[still + 24] == 1.0f);
}

TEST_CASE("edge: under rule robust one jump in a quiet market with fat tails is not a wild state") {
  RandomMarket random(29);
  std::vector<double> returns;
  for (int t = 0; t < 1500; ++t) {
    double chi = 0;  // Student-t(3): now and then six standard deviations
    for (int k = 0; k < 3; ++k) {
      chi += std::pow(random.normal(), 2);
    }
    returns.push_back(0.005 * random.normal() / std::sqrt(chi / 3));
  }
  returns.push_back(0.05);
  const Series series = harness::daily_equity(harness::prices_of(returns));
  Settings settings{{"preset", "equity_daily"}};
  CHECK(harness::tag_all(series, settings).category.at("volatility").back() >= 2);
  settings["volatility.rule"] = "robust";
  CHECK(harness::tag_all(series, settings).category.at("volatility").back() < 2);
}
