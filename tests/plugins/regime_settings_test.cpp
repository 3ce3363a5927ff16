// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <string>

#include "regime_harness.hpp"
#include "support/catch.hpp"

// Declared parameters, the values that presets fill in, and settings that are refused.

namespace {

using namespace barometer;
using harness::Settings;
using harness::Tagger;

const bm_instrument kHourly = harness::hourly({}).instrument;

bm_instrument bars_of(std::int64_t minutes) {
  bm_instrument instrument = kHourly;
  instrument.bar_ns = minutes * harness::kHour / 60;
  instrument.bars_per_session_day = 1440.0 / static_cast<double>(minutes);
  return instrument;
}

// First bar on which a dimension is known, with a price that never stands still.
std::size_t first_known(const char* dimension, const bm_instrument& instrument,
                        Settings settings = {}) {
  harness::Series series = harness::hourly({});
  series.instrument = instrument;
  for (int t = 0; t < 9000; ++t) {
    series.add(100 + t % 7);
  }
  settings["volatility.time_of_day"] = 0.0;
  Tagger tagger(settings, instrument, {dimension});
  auto table = tagger.table(series.size());
  tagger.tag(series, 0, series.size(), 1000, table);
  const auto& column = table.scalar.at(dimension);
  std::size_t t = 0;
  while (t < column.size() && column[t] != column[t]) {
    ++t;
  }
  return t;
}

std::string refusal(const Settings& settings, const bm_instrument& instrument = kHourly) {
  try {
    Tagger tagger(settings, instrument);
  } catch (const std::runtime_error& e) {
    return e.what();
  }
  return "";
}

}  // namespace

// docs/regimes.md, table of presets: 4.5 % and 0.5 % a day by each preset's levels.
TEST_CASE("rule absolute has levels for what each preset is for, and own ones replace them") {
  const auto label = [](double day, Settings settings) {
    std::vector<double> returns;
    for (int t = 0; t < 60; ++t) {
      returns.push_back(t % 2 == 0 ? day : -day);
    }
    settings["volatility.rule"] = "absolute";
    const auto series = harness::daily_equity(harness::prices_of(returns));
    return int{harness::tag_all(series, settings).category.at("volatility").back()};
  };
  CHECK(label(0.045, {{"preset", "crypto"}, {"volatility.window", 20.0}}) == 1);
  CHECK(label(0.045, {{"preset", "equity_daily"}}) == 2);
  CHECK(label(0.045, {{"preset", "futures"}}) == 2);
  CHECK(label(0.045, {{"preset", "fx"}}) == 3);
  CHECK(label(0.005, {{"preset", "fx"}}) == 1);
  CHECK(label(0.045, {{"preset", "equity_daily"}, {"volatility.extreme_from", 0.04}}) == 3);
  CHECK(refusal({{"volatility.high_from", 0.02}}).find("(0.030000), high_from (0.020000)") !=
        std::string::npos);
}

TEST_CASE("the ten core dimensions come first, in the order of the documentation") {
  const Tagger tagger({}, kHourly);
  const std::vector<std::string> core{"volatility",
                                      "volatility_percentile",
                                      "volatility_duration",
                                      "volatility_stability",
                                      "trend",
                                      "trend_strength",
                                      "trend_duration",
                                      "trend_acceleration",
                                      "session",
                                      "weekday"};
  for (std::size_t d = 0; d < core.size(); ++d) {
    CHECK(tagger.dimensions().at(d).name == core[d]);
  }
}

TEST_CASE("crypto windows keep their length in time on shorter bars, their count on longer ones") {
  CHECK(first_known("volatility_day", bars_of(60)) == 24);
  CHECK(first_known("volatility_day", bars_of(30)) == 48);
  CHECK(first_known("volatility_day", bars_of(5)) == 288);
  CHECK(first_known("volatility_day", bars_of(240)) == 24);
  CHECK(first_known("trend_z", bars_of(60)) == 48);
  CHECK(first_known("trend_z", bars_of(15)) == 192);
}

// regimes.md, "Defaults": window 1 session, reference 60 of them with at least 20, percentile 60,
// stability 10, trend 2.
TEST_CASE("presets by session count in sessions of the venue") {
  bm_instrument minutes = bars_of(5);
  minutes.venue_kind = BM_VENUE_SESSIONS;
  minutes.bars_per_session_day = 78;  // 6.5 hours
  for (const char* preset : {"equity_intraday", "futures"}) {
    const Settings settings{{"preset", preset}};
    CHECK(first_known("volatility_day", minutes, settings) == 78);
    CHECK(first_known("volatility_ratio", minutes, settings) == 20 * 78);
    CHECK(first_known("volatility_percentile", minutes, settings) == 78 + 60 * 78);
    CHECK(first_known("volatility_stability", minutes, settings) == 20 * 78 + 10 * 78 - 1);
    CHECK(first_known("trend_z", minutes, settings) == 2 * 78);
  }
}

TEST_CASE("fx counts in days of the venue") {
  bm_instrument hours = kHourly;
  hours.venue_kind = BM_VENUE_DESKS;
  CHECK(first_known("volatility_day", hours, {{"preset", "fx"}}) == 24);
  CHECK(first_known("volatility_ratio", hours, {{"preset", "fx"}}) == 20 * 24);
  CHECK(first_known("trend_z", hours, {{"preset", "fx"}}) == 48);
}

TEST_CASE("daily bars of fx and futures take the numbers of equity_daily") {
  bm_instrument days = kHourly;
  days.venue_kind = BM_VENUE_DESKS;
  days.bar_ns = harness::kDay;
  days.bars_per_session_day = 1;
  for (const char* preset : {"fx", "futures"}) {
    CHECK(first_known("volatility_day", days, {{"preset", preset}}) == 21);
    CHECK(first_known("trend_z", days, {{"preset", preset}}) == 50);
  }
}

TEST_CASE("confirm holds for both labels, and each may have its own") {
  const auto warmup = [](const Settings& settings, const char* name) {
    return Tagger(settings, kHourly).dimension(name).warmup_bars;
  };
  CHECK(warmup({}, "trend") == 48);
  CHECK(warmup({{"confirm", 3.0}}, "trend") == 50);
  CHECK(warmup({{"confirm", 3.0}}, "volatility") == 502);
  CHECK(warmup({{"confirm", 3.0}, {"trend.confirm", 1.0}}, "trend") == 48);
}

TEST_CASE("a key overrides the preset, whatever the bar size") {
  harness::Series series = harness::hourly({});
  series.instrument = bars_of(5);
  for (int t = 0; t < 20; ++t) {
    series.add(100 + t % 7);
  }
  const auto day =
      harness::tag_all(series, {{"volatility.window", 10.0}}).scalar.at("volatility_day");
  CHECK(day[9] != day[9]);
  CHECK(day[10] == day[10]);
}

TEST_CASE("the trend's labels carry the scores -2 to 2") {
  const Tagger tagger({}, kHourly);
  const bm_dimension& trend = tagger.dimension("trend");
  REQUIRE(trend.label_count == 5);
  CHECK(std::string(trend.labels[0]) == "strong_down");
  CHECK(trend.label_values[0] == -2);
  CHECK(trend.label_values[4] == 2);
}

TEST_CASE("the level that ends a trend may not be 0, where rounding alone could keep one") {
  CHECK(Tagger({}, kHourly).parameter("trend.weak_out").minimum == 1e-9);
}

TEST_CASE("what makes no sense is refused, all of it in one sentence") {
  const std::string both = refusal({{"volatility.high_in", 1.2}, {"trend.weak_in", 0.1}});
  CHECK(both.find("volatility.high_out") != std::string::npos);
  CHECK(both.find("trend.weak_in") != std::string::npos);
  CHECK(refusal({{"volatility.reference", 100.0}}).find("reference_min") != std::string::npos);
  CHECK(refusal({{"volatility.high_from", 0.2}}).find("ascend") != std::string::npos);
  CHECK(refusal({{"volatility.high_out", 0.5}}).find("ends calm") != std::string::npos);
  CHECK(refusal({{"volatility.wild_in", 0.05}}).find("volatility.wild_out") != std::string::npos);
  CHECK(refusal({}).empty());
}

TEST_CASE("rule robust is refused with an estimator of ranges, whose tails it does not know") {
  CHECK(refusal({{"volatility.rule", "robust"}, {"volatility.estimator", "parkinson"}})
            .find("close or ewma") != std::string::npos);
  CHECK(refusal({{"volatility.rule", "robust"}, {"volatility.estimator", "ewma"}}).empty());
}

TEST_CASE("bars as long as a session have no equity_intraday and no time of day") {
  bm_instrument days = harness::daily_equity({}).instrument;
  CHECK(refusal({{"preset", "equity_intraday"}}, days).find("use equity_daily") !=
        std::string::npos);
  CHECK(refusal({{"preset", "equity_daily"}, {"volatility.time_of_day", 1.0}}, days)
            .find("time_of_day") != std::string::npos);
}

TEST_CASE("a reference in bars is not held against a preset whose bar size is not known yet") {
  bm_instrument minutes = bars_of(1);
  CHECK_NOTHROW(Tagger({{"volatility.reference_min", 20'000.0}}, minutes));
}

TEST_CASE("an instrument without a bar size is refused") {
  bm_instrument broken = kHourly;
  broken.bar_ns = 0;
  CHECK_THROWS_AS(Tagger({}, broken), std::runtime_error);
}
