// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "support/catch.hpp"
#include "tagger_laws.hpp"

// The tagger as a whole: laws 1 to 5 of docs/regimes.md, its calendar and its edges.

namespace {

using namespace barometer;
using harness::Series;
using harness::Settings;
using harness::Subject;
using harness::Table;

// Several fits within a few hundred bars.
Settings quick(int states, const char* emission) {
  return {{"states", static_cast<double>(states)},
          {"emission", emission},
          {"fit.burn_in", 150.0},
          {"fit.every", 90.0},
          {"fit.window", 250.0},
          {"fit.effective_after", 7.0},
          {"prior.dwell", 40.0},
          {"change.burn_in", 50.0},
          {"change.run_lengths", 40.0}};
}

Subject subject(Settings settings) {
  return {"regime_model", std::move(settings)};
}

// Returns of 0.3 %, 3 % and 1 %, in spells of 30 bars.
std::vector<double> three_sizes(std::uint64_t seed, std::size_t count) {
  constexpr double kSizes[] = {0.003, 0.03, 0.01};
  harness::RandomMarket random(seed);
  std::vector<double> returns(count);
  for (std::size_t t = 0; t < count; ++t) {
    returns[t] = kSizes[t / 30 % 3] * random.normal();
  }
  return returns;
}

Series market(std::uint64_t seed, std::size_t bars) {
  return harness::hourly(harness::prices_of(three_sizes(seed, bars - 1)));
}

Series market_with_bad_bars(std::uint64_t seed, std::size_t bars) {
  Series series = market(seed, bars);
  for (std::size_t t = 17; t < bars; t += 83) {
    series.open[t] = std::nan("");
  }
  return series;
}

const Subject kQuick = subject(quick(3, "student_t"));
constexpr std::int8_t kUnknown = BM_TAG_UNKNOWN;

}  // namespace

TEST_CASE("regime_model, laws 1 to 3") {
  for (int states = 2; states <= 4; ++states) {
    for (const char* emission : {"gaussian", "student_t", "likelier"}) {
      const Subject tagger = subject(quick(states, emission));
      const Series series = market_with_bad_bars(static_cast<std::uint64_t>(states), 700);
      harness::check_block_invariance(tagger, series);
      harness::check_no_future(tagger, series, 1);
      harness::check_save_and_load(tagger, series, 2);
    }
  }
}

TEST_CASE("regime_model, law 3: threads, reset, damaged states") {
  const Series series = market_with_bad_bars(5, 700);
  harness::check_threads(kQuick, 500);
  harness::check_reset(kQuick, series, market_with_bad_bars(6, 700));
  harness::check_refuses_damaged_state(kQuick, series);
}

TEST_CASE("regime_model, law 8: which dimensions are wanted changes no bit of the others") {
  harness::check_wanted_changes_nothing(kQuick, market_with_bad_bars(5, 700), 8);
}

TEST_CASE("regime_model, law 4: prices times a power of two leave every bit") {
  const Series series = market_with_bad_bars(7, 700);
  for (const int power : {-40, -3, 1, 10}) {
    CHECK(kQuick.tag(harness::scaled(series, power)).same_as(kQuick.tag(series)));
  }
}

TEST_CASE("regime_model, law 4: all volatilities times c leave the states") {
  const auto returns = three_sizes(8, 900);
  const Table plain = kQuick.tag(harness::hourly(harness::prices_of(returns)));
  for (const double c : {0.25, 0.5}) {
    auto scaled = returns;
    for (double& r : scaled) {
      r *= c;
    }
    CHECK(kQuick.tag(harness::hourly(harness::prices_of(scaled))).category == plain.category);
  }
}

TEST_CASE("regime_model, law 5: unknown for exactly the declared warm-up, and known after it") {
  const Series series = market(9, 601);
  const harness::Tagger tagger = kQuick.make(series);
  const Table table = kQuick.tag(series);
  for (const auto& [name, column] : table.scalar) {
    INFO(name);
    const auto warmup = static_cast<std::size_t>(tagger.dimension(name).warmup_bars);
    CHECK((warmup == 0 || std::isnan(column.at(warmup - 1))));
    CHECK_FALSE(std::isnan(column.at(warmup)));
  }
  const auto warmup = static_cast<std::size_t>(tagger.dimension("state").warmup_bars);
  CHECK(warmup == 157);
  CHECK(table.category.at("state")[warmup - 1] == kUnknown);
  CHECK(table.category.at("state")[warmup] != kUnknown);
}

TEST_CASE("fits come by the calendar, good or refused") {
  const Series series = market(10, 601);
  const Table table = kQuick.tag(series);
  for (std::size_t t = 0; t <= 600; ++t) {
    const float fits = table.scalar.at("refits")[t] + table.scalar.at("refused_fits")[t];
    CHECK(static_cast<std::size_t>(fits) == (t < 150 ? 0 : 1 + (t - 150) / 90));
  }
}

TEST_CASE("a later time of effect leaves all tags before it as they were") {
  const Series series = market(11, 331);
  Settings late = kQuick.settings;
  late["fit.effective_after"] = 60.0;
  Settings later = kQuick.settings;
  later["fit.effective_after"] = 80.0;
  // The second model, of bar 240, comes into force at bar 300 and at bar 320.
  const Table a = subject(late).tag(series);
  const Table b = subject(later).tag(series);
  CHECK(a.scalar.at("volatility_day")[240 + 59] == b.scalar.at("volatility_day")[240 + 59]);
  CHECK(a.scalar.at("volatility_day")[240 + 60] != b.scalar.at("volatility_day")[240 + 60]);
  CHECK(a.scalar.at("volatility_day")[240 + 80] == b.scalar.at("volatility_day")[240 + 80]);
}

TEST_CASE("probabilities sum to 1, and the likely state has the greatest") {
  Settings settings = kQuick.settings;
  settings["decision"] = "likely";
  settings["odds_to_change"] = 1.0;
  const Table table = subject(settings).tag(market_with_bad_bars(12, 600));
  int known = 0;
  for (std::size_t t = 0; t < 600; ++t) {
    const auto label = table.category.at("state")[t];
    if (label == kUnknown) {
      continue;
    }
    ++known;
    const float p[] = {table.scalar.at("probability_calm")[t],
                       table.scalar.at("probability_normal")[t],
                       table.scalar.at("probability_high")[t]};
    CHECK(p[0] + p[1] + p[2] == Approx(1).epsilon(1e-6));
    CHECK(p[label] >= std::max({p[0], p[1], p[2]}) - 1e-6f);
  }
  CHECK(known > 300);
}

TEST_CASE("the higher the odds against a change, the fewer changes") {
  const Series series = market_with_bad_bars(19, 700);
  std::ptrdiff_t last = 1'000'000;
  for (const double odds : {1.0, 2.0, 5.0}) {
    Settings settings = kQuick.settings;
    settings["odds_to_change"] = odds;
    settings["fit.every"] = 1000.0;  // one model
    const auto states = subject(settings).tag(series).category.at("state");
    std::ptrdiff_t changes = 0;
    std::int8_t shown = kUnknown;
    for (const std::int8_t state : states) {
      if (state != kUnknown) {
        changes += shown != kUnknown && state != shown;
        shown = state;
      }
    }
    CHECK(changes < last);
    last = changes;
  }
}

TEST_CASE("the states are told apart on a market of calm and wild spells") {
  harness::RandomMarket random(13);
  std::vector<double> returns;
  std::vector<int> truth{0};
  int wild = 0;
  for (int t = 0; t < 3000; ++t) {
    wild ^= random.uniform() < 0.01 ? 1 : 0;
    truth.push_back(wild);
    returns.push_back((wild != 0 ? 0.02 : 0.005) * random.normal());
  }
  Settings settings{{"states", 2.0}, {"emission", "gaussian"}, {"fit.burn_in", 1000.0}};
  const Table table = subject(settings).tag(harness::hourly(harness::prices_of(returns)));
  int right = 0;
  for (std::size_t t = 1001; t <= 3000; ++t) {
    right += table.category.at("state")[t] == truth[t];
  }
  CHECK(right > 1900);
}

TEST_CASE("volatility_day is that of the state in force, scaled to a day") {
  harness::RandomMarket random(14);
  Settings settings{{"states", 2.0}, {"emission", "gaussian"}, {"fit.burn_in", 1000.0}};
  std::vector<double> returns = random.gaussian(900, 0.005);
  for (const double r : random.gaussian(300, 0.02)) {
    returns.push_back(r);
  }
  const Table table = subject(settings).tag(harness::hourly(harness::prices_of(returns)));
  CHECK(table.scalar.at("volatility_day")[1150] == Approx(0.02 * std::sqrt(24.0)).epsilon(0.15));
}

TEST_CASE("a constant price is unknown, and refused fits are counted") {
  const Table constant = kQuick.tag(harness::hourly(std::vector<double>(600, 42.0)));
  CHECK(constant.category.at("state") == std::vector<std::int8_t>(600, kUnknown));
  CHECK(std::isnan(constant.scalar.at("change_probability").back()));
  std::vector<double> one_size(600);
  for (std::size_t t = 0; t < one_size.size(); ++t) {
    one_size[t] = t % 2 == 0 ? 0.01 : -0.01;
  }
  const Table table = kQuick.tag(harness::hourly(harness::prices_of(one_size)));
  CHECK(table.category.at("state").back() == kUnknown);
  CHECK(table.scalar.at("refused_fits").back() == 6.0f);
  CHECK(table.scalar.at("refits").back() == 0.0f);
}

TEST_CASE("a price that stops moving becomes unknown after still_bars, and known when it moves") {
  auto returns = three_sizes(15, 300);
  returns.resize(340, 0.0);
  returns.push_back(0.01);
  const Table table = kQuick.tag(harness::hourly(harness::prices_of(returns)));
  CHECK(table.category.at("state")[300 + 23] != kUnknown);
  CHECK(table.category.at("state")[300 + 24] == kUnknown);
  CHECK(std::isnan(table.scalar.at("run_length")[300 + 24]));
  CHECK(table.category.at("state")[341] != kUnknown);
}

TEST_CASE("a bad bar is unknown, counted, and as if it had not been there") {
  const auto prices = harness::prices_of(three_sizes(16, 400));
  Series dirty = harness::hourly({});
  for (std::size_t t = 0; t < prices.size(); ++t) {
    dirty.add(prices[t]);
    if (t == 300) {
      dirty.add(-1);
    }
  }
  const Table table = kQuick.tag(dirty);
  const Table clean = kQuick.tag(harness::hourly(prices));
  CHECK(table.category.at("state")[301] == kUnknown);
  CHECK(std::isnan(table.scalar.at("change_probability")[301]));
  CHECK(table.scalar.at("bad_bars").back() == 1.0f);
  for (std::size_t t = 301; t < prices.size(); ++t) {
    CHECK(table.category.at("state")[t + 1] == clean.category.at("state")[t]);
    CHECK(table.scalar.at("run_length")[t + 1] == clean.scalar.at("run_length")[t]);
  }
}

TEST_CASE("a long gap restarts everything") {
  Series series = market(17, 301);
  series.skip(200 * harness::kHour);
  for (const double price : harness::prices_of(three_sizes(18, 300))) {
    series.add(price);
  }
  const Table table = kQuick.tag(series);
  CHECK(table.category.at("state")[300] != kUnknown);
  CHECK(table.category.at("state")[301] == kUnknown);
  CHECK(table.category.at("state")[301 + 156] == kUnknown);
  CHECK(table.category.at("state")[301 + 157] != kUnknown);
}

TEST_CASE("nights and weekends are no gaps where gap_bars is left to the instrument") {
  constexpr std::int64_t kMinute = harness::kHour / 60;
  constexpr std::size_t kBars = 2600;  // past the first fit, on the 2000th return
  const std::vector<double> prices = harness::prices_of(three_sizes(3, kBars - 1));
  Series exchange;  // 78 bars of five minutes a day, Monday to Friday
  exchange.instrument = {"TEST", BM_VENUE_SESSIONS, 0, 5 * kMinute, 78, 252};
  Series fx;  // 480 bars of a quarter of an hour a week, then 48 hours without any
  fx.instrument = {"TEST", BM_VENUE_ALWAYS_OPEN, 0, 15 * kMinute, 96, 260};
  for (std::size_t t = 0; t < kBars; ++t) {
    const std::size_t day = t / 78;
    exchange.add(prices[t]);
    exchange.calendar.back().session_date = static_cast<std::int32_t>(day / 5 * 7 + day % 5);
    if (t > 0 && t % 480 == 0) {
      fx.skip(48 * harness::kHour);
    }
    fx.add(prices[t]);
  }
  for (const Series& series : {exchange, fx}) {
    CHECK(subject({}).tag(series).category.at("state").back() != kUnknown);
    CHECK(subject({{"gap_bars", 168.0}}).tag(series).category.at("state").back() == kUnknown);
  }
}

TEST_CASE("parameters that contradict each other are refused together") {
  Settings settings = kQuick.settings;
  settings["fit.effective_after"] = 91.0;
  settings["fit.burn_in"] = 251.0;
  std::string fault;
  try {
    subject(settings).make(harness::hourly({}));
  } catch (const std::runtime_error& error) {
    fault = error.what();
  }
  CHECK(fault.find("fit.effective_after") != std::string::npos);
  CHECK(fault.find("fit.burn_in") != std::string::npos);
}
