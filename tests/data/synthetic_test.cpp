// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic.hpp"

#include <array>
#include <atomic>
#include <cmath>

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::DataConfig synthetic_config() {
  config::DataConfig config;
  config.file = "test.yaml";
  config.synthetic.symbols = 5;
  config.synthetic.bars = 2000;
  return config;
}

// Of `price` against the close before, over the bars of one state.
double mean_square_return(const data::SymbolInput& data, std::int8_t state,
                          double data::BarRow::*price) {
  double sum = 0;
  double count = 0;
  for (std::size_t i = 1; i < data.bars.size(); ++i) {
    if (data.truth[i] == state) {
      const double r = data.bars[i].*price / data.bars[i - 1].close - 1;
      sum += r * r;
      ++count;
    }
  }
  return sum / count;
}

}  // namespace

TEST_CASE("one, two and eight threads make the same market") {
  const config::DataConfig config = synthetic_config();
  const data::MarketData one = data::load_market(config, 1);
  for (const int threads : {2, 8}) {
    const data::MarketData many = data::load_market(config, threads);
    CHECK(many.hash == one.hash);
    for (std::size_t i = 0; i < one.symbols.size(); ++i) {
      CHECK(same_bars(many.symbols[i].bars.copy(), one.symbols[i].bars.copy()));
      CHECK(many.symbols[i].truth == one.symbols[i].truth);
    }
  }
}

TEST_CASE("the seed decides, and a symbol does not depend on which others are wanted") {
  config::DataConfig config = synthetic_config();
  const data::MarketData all = data::load_market(config, 1);
  config.symbols = {"SYN04", "SYN02"};
  const data::MarketData two = data::load_market(config, 1);
  REQUIRE(two.symbols.size() == 2);
  CHECK(two.symbols[0].name == "SYN04");
  CHECK(two.symbols[0].source_hash == all.symbols[3].source_hash);
  CHECK(two.symbols[1].source_hash == all.symbols[1].source_hash);
  config.synthetic.seed = 2;
  CHECK(data::load_market(config, 1).symbols[0].source_hash != two.symbols[0].source_hash);
}

TEST_CASE("a seed's bits are the same with every compiler and machine") {
  // Printed once by this program; g++ 12 at -O1 and -O3 and clang 14 at -O3 agree on it.
  CHECK(data::make_synthetic({.bars = 1000}, core::kHour, 0).source_hash ==
        "de993a8bab9af808e2603bc5b3a39e22");
}

TEST_CASE("bars are sound and lie on the grid") {
  const data::SymbolInput data = data::make_synthetic({.bars = 20'000}, core::kHour, 0);
  REQUIRE(data.bars.size() == 20'000);
  REQUIRE(data.truth.size() == 20'000);
  CHECK(data.bars[0].close_time_ns == utc("2022-01-01T01:00:00Z"));
  for (std::size_t i = 0; i < data.bars.size(); ++i) {
    const data::BarRow& bar = data.bars[i];
    const bool inside = bar.low > 0 && bar.low <= bar.open && bar.low <= bar.close &&
                        bar.open <= bar.high && bar.close <= bar.high;
    REQUIRE((inside && bar.volume > 0 && std::isfinite(bar.high) && std::isfinite(bar.volume)));
    if (i > 0) {
      REQUIRE(bar.close_time_ns == data.bars[i - 1].close_time_ns + core::kHour);
    }
  }
}

TEST_CASE("states take their long-run shares of time") {
  // Shares by the table in synthetic.hpp. 400,000 hours hold about 2,500 stays of a week, so a
  // share has a standard error near .01.
  const data::SymbolInput data =
      data::make_synthetic({.bars = 400'000, .start = utc("1970-01-01")}, core::kHour, 0);
  std::array<double, 3> share{};
  for (const std::int8_t state : data.truth) {
    share.at(static_cast<std::size_t>(state)) += 1.0 / 400'000;
  }
  CHECK(share[0] == Approx(0.451).margin(0.05));
  CHECK(share[1] == Approx(0.419).margin(0.05));
  CHECK(share[2] == Approx(0.130).margin(0.03));
}

TEST_CASE("each state has the volatility that the model states") {
  const data::SymbolInput data =
      data::make_synthetic({.bars = 400'000, .start = utc("1970-01-01")}, core::kHour, 0);
  const std::array<double, 3> daily{0.015, 0.030, 0.050};
  for (std::int8_t state = 0; state < 3; ++state) {
    const double sd = std::sqrt(24 * mean_square_return(data, state, &data::BarRow::close));
    CHECK(sd == Approx(daily.at(static_cast<std::size_t>(state))).epsilon(0.03));
  }
}

TEST_CASE("a bar opens off the close before by a tenth of its standard deviation") {
  // synthetic.hpp: a hundredth of the bar's variance. The mean square of some 50,000 draws and more
  // has a standard error under 1 %.
  const data::SymbolInput data =
      data::make_synthetic({.bars = 400'000, .start = utc("1970-01-01")}, core::kHour, 0);
  for (std::int8_t state = 0; state < 3; ++state) {
    const double gap = mean_square_return(data, state, &data::BarRow::open);
    const double bar = mean_square_return(data, state, &data::BarRow::close);
    CHECK(std::sqrt(gap / bar) == Approx(0.1).epsilon(0.03));
  }
}

TEST_CASE("a stopped market is not made to its end") {
  const std::atomic<bool> flag{true};
  CHECK_THROWS_AS(data::make_synthetic({.bars = 1000}, core::kHour, 0, core::Stop(&flag)),
                  core::Error);
}

TEST_CASE("volume grows with volatility") {
  const data::SymbolInput data = data::make_synthetic({.bars = 50'000}, core::kHour, 0);
  std::array<double, 3> turnover{};
  std::array<double, 3> bars{};
  for (std::size_t i = 0; i < data.bars.size(); ++i) {
    const auto state = static_cast<std::size_t>(data.truth[i]);
    turnover.at(state) += data.bars[i].volume * data.bars[i].close;
    bars.at(state) += 1;
  }
  CHECK(turnover[0] / bars[0] < turnover[1] / bars[1]);
  CHECK(turnover[1] / bars[1] < turnover[2] / bars[2]);
}

TEST_CASE("symbols move together, but not in step") {
  const data::SymbolInput a = data::make_synthetic({.bars = 50'000}, core::kHour, 0);
  const data::SymbolInput b = data::make_synthetic({.bars = 50'000}, core::kHour, 1);
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.bars.size(); ++i) {
    const double x = a.bars[i].close / a.bars[i].open - 1;
    const double y = b.bars[i].close / b.bars[i].open - 1;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  const double correlation = ab / std::sqrt(aa * bb);
  CHECK(correlation > 0.2);  // .36 less what unlike states take off
  CHECK(correlation < 0.4);
}

TEST_CASE("the market names its symbols, states and truth") {
  const data::MarketData market = data::load_market(synthetic_config(), 1);
  CHECK(market.symbols[0].name == "SYN01");
  CHECK(market.symbols[0].source == "synthetic");
  CHECK(market.truth_labels == std::vector<std::string>{"calm", "normal", "turbulent"});
}

TEST_CASE("what the market cannot be is refused") {
  const auto refusal = [](auto change) -> std::string {
    config::DataConfig config = synthetic_config();
    change(config);
    try {
      data::load_market(config, 1);
      return "taken";
    } catch (const core::Error& error) {
      return error.what();
    }
  };
  CHECK(contains(refusal([](config::DataConfig& c) { c.venue = "us_equity"; }), "24x7"));
  CHECK(contains(refusal([](config::DataConfig& c) { c.symbols = {"SYN1"}; }), "SYN01"));
  CHECK(contains(refusal([](config::DataConfig& c) { c.symbols = {"SYN01", "SYN01"}; }), "twice"));
  CHECK(contains(refusal([](config::DataConfig& c) { c.synthetic.bars = 0; }), "at least one"));
  CHECK(contains(refusal([](config::DataConfig& c) { c.synthetic.bars = 1LL << 62; }), "2261"));
  CHECK(contains(refusal([](config::DataConfig& c) { c.bar = 0; }), "not possible"));
  CHECK(contains(refusal([](config::DataConfig& c) { c.bar = core::kDay + 1; }), "at most 1d"));
}
