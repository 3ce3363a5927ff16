// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "random_market.hpp"
#include "regime_harness.hpp"
#include "support/catch.hpp"
#include "tagger_laws.hpp"

// Laws 1 to 5 and 8 of docs/regimes.md, through the plug-in's own slots.

namespace {

using namespace barometer;
using harness::RandomMarket;
using harness::Series;
using harness::Settings;
using harness::Table;
using harness::Tagger;

// Short references, so that a few hundred bars know every dimension.
const Settings kQuick{{"volatility.reference", 150.0},
                      {"volatility.reference_min", 60.0},
                      {"volatility.percentile_lookback", 50.0},
                      {"volatility.stability_window", 30.0},
                      {"gap_bars", 30.0}};

Settings quick(const char* rule) {
  Settings settings = kQuick;
  settings["volatility.rule"] = rule;
  return settings;
}

// With bad bars and gaps, so that the laws hold there too.
Series troubled(std::uint64_t seed, std::size_t bars = 1500) {
  RandomMarket random(seed);
  Series series = harness::hourly({});
  double price = 100;
  for (const double r : random.restless(bars)) {
    price *= std::exp(r);
    if (random.uniform() < 0.002) {
      series.skip(100 * harness::kHour);
    }
    series.add(price);
    if (random.uniform() < 0.01) {
      series.open.back() = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return series;
}

}  // namespace

TEST_CASE("law 1: the block length changes nothing") {
  for (const Settings& settings : {kQuick, quick("absolute"), quick("robust")}) {
    const Series series = troubled(1);
    const Table single = harness::tag_all(series, settings, 1);
    for (const std::int64_t block : {2, 3, 5, 7, 13, 64, 1000}) {
      CHECK(harness::tag_all(series, settings, block).same_as(single));
    }
  }
}

TEST_CASE("law 2: tags of a prefix are the prefix of the tags, whatever comes behind") {
  const Series whole = troubled(2);
  const Table expected = harness::tag_all(whole, kQuick);
  RandomMarket random(3);
  for (int trial = 0; trial < 8; ++trial) {
    const auto cut = 100 + static_cast<std::int64_t>(random.uniform() * 1300);
    Series blind = whole;
    for (auto t = static_cast<std::size_t>(cut); t < blind.close.size(); ++t) {
      const double noise = trial % 2 == 0 ? std::nan("") : 50 + 100 * random.uniform();
      blind.open[t] = blind.high[t] = blind.low[t] = blind.close[t] = noise;
    }
    CHECK(harness::tag_all(blind, kQuick, 64).same_as(expected, cut));
  }
}

TEST_CASE("law 3: saved and loaded in mid-stream, the tags go on to the same bits") {
  for (const Settings& settings : {kQuick, quick("absolute"), quick("robust")}) {
    const Series series = troubled(4);
    const Table expected = harness::tag_all(series, settings);
    RandomMarket random(5);
    for (int trial = 0; trial < 8; ++trial) {
      const auto cut = static_cast<std::int64_t>(random.uniform() * 1500);
      Tagger first(settings, series.instrument);
      Table out = first.table(series.size());
      first.tag(series, 0, cut, 1, out);
      Tagger second(settings, series.instrument);
      REQUIRE(second.load(first.save()) == BM_OK);
      second.tag(series, cut, series.size(), 7, out);
      CHECK(out.same_as(expected));
    }
  }
}

TEST_CASE("law 3: after a reset an instance is as new") {
  const Series series = troubled(6);
  Tagger tagger(kQuick, series.instrument);
  Table out = tagger.table(series.size());
  tagger.tag(troubled(7), 0, series.size(), 64, out);
  tagger.reset();
  tagger.tag(series, 0, series.size(), 64, out);
  CHECK(out.same_as(harness::tag_all(series, kQuick)));
}

TEST_CASE("law 3: saving what was loaded gives the same bytes") {
  const Series series = troubled(8);
  Tagger first(kQuick, series.instrument);
  Table out = first.table(series.size());
  first.tag(series, 0, 777, 64, out);
  Tagger second(kQuick, series.instrument);
  REQUIRE(second.load(first.save()) == BM_OK);
  CHECK(second.save() == first.save());
}

TEST_CASE("a state is refused by another parameter, bar size or choice of dimensions") {
  const Series series = troubled(9);
  const auto state = Tagger(kQuick, series.instrument).save();
  bm_instrument minutes = series.instrument;
  minutes.bar_ns = harness::kHour / 60;
  minutes.bars_per_session_day = 1440;
  CHECK(Tagger(quick("absolute"), series.instrument).load(state) == BM_INVALID_ARGUMENT);
  CHECK(Tagger(kQuick, minutes).load(state) == BM_INVALID_ARGUMENT);
  CHECK(Tagger(kQuick, series.instrument, {"trend"}).load(state) == BM_INVALID_ARGUMENT);
}

TEST_CASE("a state that is cut, prolonged or not a state is refused, and leaves a fresh instance") {
  const Series series = troubled(10);
  Tagger tagger(kQuick, series.instrument);
  Table out = tagger.table(series.size());
  tagger.tag(series, 0, 500, 64, out);
  const auto state = tagger.save();
  auto longer = state;
  longer.push_back(std::byte{1});
  CHECK(tagger.load({state.data(), state.size() - 1}) == BM_INVALID_ARGUMENT);
  CHECK(tagger.load(longer) == BM_INVALID_ARGUMENT);
  CHECK(tagger.load(std::vector<std::byte>(state.size(), std::byte{255})) == BM_INVALID_ARGUMENT);
  tagger.tag(series, 0, series.size(), 64, out);
  CHECK(out.same_as(harness::tag_all(series, kQuick)));
}

TEST_CASE("law 4: prices times a power of two leave every bit") {
  for (const int power : {-40, -3, 1, 10, 100}) {
    Series scaled = troubled(11);
    for (auto* column : {&scaled.open, &scaled.high, &scaled.low, &scaled.close}) {
      for (double& price : *column) {
        price = std::ldexp(price, power);
      }
    }
    CHECK(harness::tag_all(scaled, kQuick).same_as(harness::tag_all(troubled(11), kQuick)));
  }
}

TEST_CASE("law 4: all volatilities times c leave labels and stability") {
  const auto returns = RandomMarket(12).gaussian(2500, 0.01);
  for (const double c : {0.25, 0.5, 2.0}) {
    auto scaled = returns;
    for (double& r : scaled) {
      r *= c;
    }
    for (Settings settings : {kQuick, quick("absolute"), quick("robust")}) {
      const Table plain = harness::tag_all(harness::hourly(harness::prices_of(returns)), settings);
      settings["volatility.normal_from"] = 0.03 * c;
      settings["volatility.high_from"] = 0.06 * c;
      settings["volatility.extreme_from"] = 0.12 * c;
      const Table other = harness::tag_all(harness::hourly(harness::prices_of(scaled)), settings);
      CHECK(other.category.at("volatility") == plain.category.at("volatility"));
      CHECK(other.category.at("trend") == plain.category.at("trend"));
      Table stability;
      stability.scalar["volatility_stability"] = plain.scalar.at("volatility_stability");
      CHECK(stability.same_as(other));
    }
  }
}

TEST_CASE("law 5: unknown for exactly the declared warm-up, and known after it") {
  const Series hourly = harness::hourly(harness::prices_of(RandomMarket(13).gaussian(1200, 0.01)));
  const Series daily =
      harness::daily_equity(harness::prices_of(RandomMarket(14).gaussian(1200, 0.01)));
  for (const char* rule : {"ratio", "absolute", "robust"}) {
    for (const Series* series : {&hourly, &daily}) {
      const Settings settings{{"preset", series == &daily ? "equity_daily" : "crypto"},
                              {"volatility.rule", rule},
                              {"volatility.time_of_day", 0.0}};  // it would wait for ten days
      const Tagger tagger(settings, series->instrument);
      const Table table = harness::tag_all(*series, settings);
      for (const auto& [name, column] : table.scalar) {
        const auto warmup = static_cast<std::size_t>(tagger.dimension(name).warmup_bars);
        CHECK((warmup == 0 || std::isnan(column.at(warmup - 1))));
        if (series == &hourly ||
            name.find("minutes") == std::string::npos) {  // daily bars have none
          CHECK_FALSE(std::isnan(column.at(warmup)));
        }
      }
      for (const char* name : {"volatility", "trend"}) {
        const auto warmup = static_cast<std::size_t>(tagger.dimension(name).warmup_bars);
        CHECK(table.category.at(name).at(warmup - 1) == BM_TAG_UNKNOWN);
        CHECK(table.category.at(name).at(warmup) != BM_TAG_UNKNOWN);
      }
    }
  }
}

TEST_CASE("law 8: which dimensions are wanted changes no bit of the others") {
  harness::check_wanted_changes_nothing({"regime", kQuick}, troubled(15), 8);
}
