// SPDX-License-Identifier: Apache-2.0
// Inference by regime on whole analyses of simulated runs: how often it says that labels matter
// which do not, how often its intervals contain the mean, and whether it finds what is there.
#include <algorithm>
#include <cmath>

#include "inference/blind_run.hpp"
#include "inference/proof_table.hpp"
#include "inference/simulated_values.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using test::BlindTags;
using test::SimulatedShape;
using test::SimulatedValues;
using test::Variance;

constexpr std::size_t kDailyBars = 3003;
constexpr std::size_t kHourlyBars = 4032;  // 24 weeks

std::vector<std::vector<std::int8_t>> repeated(const std::vector<std::int8_t>& labels,
                                               std::size_t symbols, std::size_t bars) {
  std::vector<std::int8_t> of_bar;
  for (std::size_t bar = 0; bar < bars; ++bar) {
    of_bar.push_back(labels[bar % labels.size()]);
  }
  return std::vector<std::vector<std::int8_t>>(symbols, of_bar);
}

BlindTags weekdays(const SimulatedShape& shape) {
  return {"weekday",
          {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
          BM_KNOWN_WEEK,
          repeated({0, 1, 2, 3, 4, 5, 6}, shape.symbols, shape.bars)};
}

// Eight hours each of the night, the morning and the afternoon.
BlindTags sessions(const SimulatedShape& shape) {
  std::vector<std::int8_t> day;
  for (std::int8_t hour = 0; hour < 24; ++hour) {
    day.push_back(static_cast<std::int8_t>(hour / 8));
  }
  return {
      "session", {"asia", "europe", "us"}, BM_KNOWN_DAY, repeated(day, shape.symbols, shape.bars)};
}

BlindTags volatility(const SimulatedValues& world) {
  return {"volatility", {"calm", "normal", "high"}, BM_KNOWN_NO, world.volatility};
}

BlindTags trend(const SimulatedValues& world) {
  return {"trend", {"down", "flat", "up"}, BM_KNOWN_NO, world.trend};
}

BlindTags independent(const SimulatedValues& world) {
  return {"independent", {"one", "two", "three"}, BM_KNOWN_NO, world.independent};
}

// Symbols that begin later and later, the last one after six tenths of the time.
std::vector<std::size_t> starts(const SimulatedShape& shape, bool ragged) {
  std::vector<std::size_t> late(shape.symbols, 0);
  for (std::size_t s = 1; ragged && s < shape.symbols; ++s) {
    late[s] = s * shape.bars * 6 / 10 / (shape.symbols - 1);
  }
  return late;
}

struct World {
  const char* name;
  SimulatedShape shape;
  bool ragged = false;
  std::int64_t reduced = 30;
};

}  // namespace

TEST_CASE("labels that mean nothing are held to matter in a twentieth of the runs") {
  const World world = GENERATE(
      World{"one symbol, iid", {.variance = Variance::constant}, false, 80},
      World{"one symbol, GARCH-t5", {.variance = Variance::garch_t}, false, 80},
      World{"one symbol, two-state variance", {.variance = Variance::two_state}, false, 80},
      World{"8 symbols, correlation .7, two-state",
            {.symbols = 8, .variance = Variance::two_state, .correlation = 0.7}},
      World{"8 symbols, correlation .7, two-state, ragged",
            {.symbols = 8, .variance = Variance::two_state, .correlation = 0.7},
            true},
      World{"8 symbols, correlation .7, GARCH-t5",
            {.symbols = 8, .variance = Variance::garch_t, .correlation = 0.7}},
      World{"8 symbols, correlation .7, GARCH-t5, ragged",
            {.symbols = 8, .variance = Variance::garch_t, .correlation = 0.7},
            true});
  data::MarketData market =
      test::blind_market(kDailyBars, starts(world.shape, world.ragged), core::kDay);
  for (const bool blind : {false, true}) {
    test::NullTally tally(world.name + std::string(blind ? ", blind sides" : ", held"));
    for (std::int64_t trial = 0; trial < test::proof_trials(world.reduced); ++trial) {
      const auto seed = static_cast<std::uint64_t>(trial);
      const SimulatedValues values = test::simulate(world.shape, seed);
      tally.add(test::analyse_values(market, values.values,
                                     {volatility(values), trend(values), weekdays(world.shape)},
                                     seed, blind));
    }
    tally.check();
  }
}

TEST_CASE("values that depend on those before them change no level") {
  const SimulatedShape shape = GENERATE(
      SimulatedShape{.symbols = 1, .variance = Variance::garch_t, .ar = 0.2},
      SimulatedShape{.symbols = 8, .variance = Variance::two_state, .correlation = 0.7, .ar = 0.2});
  data::MarketData market = test::blind_market(kDailyBars, starts(shape, false), core::kDay);
  test::NullTally tally(std::to_string(shape.symbols) + " symbols, AR .2, held");
  for (std::int64_t trial = 0; trial < test::proof_trials(60); ++trial) {
    const SimulatedValues values = test::simulate(shape, static_cast<std::uint64_t>(trial));
    // Labels of its own past would mean something here.
    tally.add(test::analyse_values(market, values.values, {volatility(values), independent(values)},
                                   1, false));
  }
  tally.check();
}

TEST_CASE("a rhythm of the volatility is no effect of the weekday or the session") {
  const std::vector<double> week{1.8, 1.2, 1, 0.8, 1, 0.4, 0.4};
  std::vector<double> day;
  for (int hour = 0; hour < 24; ++hour) {
    day.push_back(hour < 8 ? 0.5 : hour < 16 ? 1.0 : 1.7);
  }
  const bool hourly = GENERATE(false, true);
  const std::size_t symbols = GENERATE(1U, 8U);
  const SimulatedShape shape{.symbols = symbols,
                             .bars = hourly ? kHourlyBars : kDailyBars,
                             .variance = Variance::two_state,
                             .correlation = symbols > 1 ? 0.7 : 0.0,
                             .rhythm = hourly ? day : week};
  data::MarketData market =
      test::blind_market(shape.bars, starts(shape, false), hourly ? core::kHour : core::kDay);
  test::NullTally tally(std::string(hourly ? "hours" : "weekdays") + " with a rhythm, " +
                        std::to_string(symbols) + (symbols > 1 ? " symbols" : " symbol"));
  for (std::int64_t trial = 0; trial < test::proof_trials(40); ++trial) {
    const SimulatedValues values = test::simulate(shape, static_cast<std::uint64_t>(trial));
    tally.add(test::analyse_values(market, values.values,
                                   {hourly ? sessions(shape) : weekdays(shape), trend(values)}, 1,
                                   false));
  }
  tally.check();
}

TEST_CASE("the order of the symbols changes no p") {
  const SimulatedShape shape{.symbols = 5, .variance = Variance::garch_t, .correlation = 0.7};
  data::MarketData market = test::blind_market(kDailyBars, starts(shape, false), core::kDay);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SimulatedValues values = test::simulate(shape, seed);
    const auto p_of = [&] {
      std::vector<double> p;
      for (const auto& dimension : test::analyse_values(
               market, values.values, {volatility(values), trend(values)}, 1, false)) {
        p.push_back(dimension.test.p.value());
      }
      return p;
    };
    const std::vector<double> before = p_of();
    for (auto* each : {&values.volatility, &values.trend}) {
      std::ranges::reverse(*each);
    }
    std::ranges::reverse(values.values);
    CHECK(p_of() == before);
  }
}

TEST_CASE("effects that are there are found, and credited to their own label") {
  // 429 Mondays + .5 standard deviations in the variance of two states; a third of the time + .25.
  const bool on_mondays = GENERATE(true, false);
  const SimulatedShape shape{.variance = Variance::two_state};
  data::MarketData market = test::blind_market(kDailyBars, {0}, core::kDay);
  test::ProofCount found;
  test::ProofCount credited;
  for (std::int64_t trial = 0; trial < test::proof_trials(60); ++trial) {
    SimulatedValues values = test::simulate(shape, static_cast<std::uint64_t>(trial));
    for (std::size_t bar = 1; bar < kDailyBars; ++bar) {
      const bool here = on_mondays ? bar % 7 == 0 : values.independent[0][bar - 1] == 0;
      values.values[0][bar] += here ? (on_mondays ? 0.5 : 0.25) : 0;
    }
    const auto regimes = test::analyse_values(
        market, values.values,
        {volatility(values), trend(values), weekdays(shape), independent(values)}, 1, false);
    const analysis::DimensionMetrics& planted = regimes[on_mondays ? 2 : 3];
    found.add(planted.test.p_holm.value() <= 0.05);
    credited.add(planted.rows[0].mean_low.value() > 0);
  }
  const std::string world = on_mondays ? "Mondays + .5 sd" : "a third of the time + .25 sd";
  CHECK(found.inside(0.95, 1));
  CHECK(credited.inside(0.95, 1));
  test::print_proof(world, "found, after Holm", found.trials,
                    std::to_string(100 * found.rate()).substr(0, 5) + " |");
}

}  // namespace barometer
