// SPDX-License-Identifier: Apache-2.0
#include "analysis/attribution.hpp"

#include <cmath>

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"
#include "tagged_case.hpp"

namespace barometer {

namespace {

data::SymbolInput closing_at(const std::vector<double>& closes) {
  data::SymbolInput symbol = test::flat_symbol("A", 6, core::kHour);
  for (std::size_t i = 0; i < closes.size(); ++i) {
    symbol.bars[i].close = closes[i];
  }
  return symbol;
}

struct SmallCase : TaggedCase {
  SmallCase() : TaggedCase(closing_at({100, 110, 120, 100, 90, 95})) {}

  analysis::RegimeTable table(const std::vector<orders::Fill>& fills,
                              core::Timestamp first_time = 0) const {
    return attribution(fills, first_time).tables.at(0);
  }
};

}  // namespace

TEST_CASE("a bar's change in value belongs to the tag of the bar before it") {
  const SmallCase given;
  // Bought 1 in bar 2 at 112 (raw 111, commission 0.5), sold in bar 4 at 97 (raw 98, 0.25).
  const std::vector<orders::Fill> fills{test::fill_of(given.market, 0, 2, 1, 111, 112, 0.5),
                                        test::fill_of(given.market, 0, 4, -1, 98, 97, 0.25)};
  const analysis::RegimeTable table = given.table(fills);
  REQUIRE(table.rows.size() == 3);
  // Tag a stands before bars 2 and 3: gross (120 - 111) + (100 - 120), costs 1 + 0.5.
  CHECK(table.rows[0].label == "a");
  CHECK(table.rows[0].bars == 2);
  CHECK(table.rows[0].gross == Approx(-11));
  CHECK(table.rows[0].costs == Approx(1.5));
  CHECK(table.rows[0].net == Approx(-12.5));
  CHECK(table.rows[0].fills == 1);
  CHECK(table.rows[0].hit_rate.value() == Approx(0.5));
  // Tag b before bars 4 and 5: gross (90 - 100) - (90 - 98), costs 1 + 0.25; bar 5 is flat.
  CHECK(table.rows[1].bars == 2);
  CHECK(table.rows[1].gross == Approx(-2));
  CHECK(table.rows[1].net == Approx(-3.25));
  CHECK(table.rows[1].hit_rate.value() == 0);
  // Nothing stands before bar 0, and bar 0 is unknown.
  CHECK(table.rows[2].label == "unknown");
  CHECK(table.rows[2].bars == 2);
  CHECK(table.rows[2].net == 0);
  CHECK_FALSE(table.rows[2].hit_rate.has_value());
}

TEST_CASE("bars of the warm-up are not counted, but their last tag is known") {
  const SmallCase given;
  const analysis::RegimeTable table = given.table({}, 4 * core::kHour);  // live: bars 3, 4, 5
  CHECK(table.rows[0].bars == 1);
  CHECK(table.rows[1].bars == 2);
  CHECK(table.rows[2].bars == 0);
  CHECK(table.rows[1].share.value() == Approx(2.0 / 3));
}

TEST_CASE("a fill at the close that made it costs what it costs") {
  const SmallCase given;
  const std::vector<orders::Fill> fills{test::fill_of(given.market, 0, 2, 1, 120, 121, 0.5)};
  const analysis::RegimeTable table = given.table(fills);
  CHECK(table.rows[0].gross == Approx(-20));  // bar 3 only
  CHECK(table.rows[0].costs == Approx(1.5));
}

TEST_CASE("labels and unknown add up to the equity curve that another way of counting gives") {
  for (const std::uint64_t seed : {11U, 12U, 13U, 14U, 15U, 16U}) {
    const test::SampleRun run({.symbols = 4, .bars = 900, .fill_chance = 0.1, .seed = seed});
    const auto dimensions = analysis::reported_dimensions(run.tags, run.config.output);
    core::Workers workers(2);
    const analysis::Attribution attribution = analysis::attribute(
        run.market, run.tags, dimensions, run.fills, run.equity.front().time_ns, workers);
    const double change = run.equity.back().equity - run.config.broker.cash;
    REQUIRE(std::abs(change) > 1);
    REQUIRE(attribution.tables.size() == 2);
    CHECK(std::abs(attribution.total.net - change) <= 1e-9 * std::abs(run.config.broker.cash));
    for (const analysis::RegimeTable& table : attribution.tables) {
      double net = 0;
      double parts = 0;
      double gains = 0;
      std::int64_t bars = 0;
      std::int64_t held = 0;
      std::int64_t fills = 0;
      for (const analysis::RegimeRow& row : table.rows) {
        net += row.net;
        parts += row.gross - row.costs;
        gains += row.gains - row.losses;
        held += row.held;
        bars += row.bars;
        fills += row.fills;
      }
      CHECK(std::abs(net - change) <= 1e-9 * std::abs(run.config.broker.cash));
      CHECK(std::abs(parts - change) <= 1e-9 * std::abs(run.config.broker.cash));
      CHECK(std::abs(gains - change) <= 1e-9 * std::abs(run.config.broker.cash));
      CHECK(bars == attribution.total.bars);
      CHECK(held == attribution.total.held);
      CHECK(fills == static_cast<std::int64_t>(run.fills.size()));
    }
  }
}

TEST_CASE("a symbol whose data end early brings nothing after its last close") {
  data::MarketData market = test::market_of(
      {test::flat_symbol("A", 20, core::kHour), test::flat_symbol("B", 8, core::kHour)});
  market.symbols[1].bars.back().close = 90;
  const std::vector<orders::Fill> fills{test::fill_of(market, 1, 4, 10, 100, 100, 0)};
  core::Workers one(1);
  const analysis::Attribution attribution =
      analysis::attribute(market, regime::TagView(), {}, fills, 0, one);
  CHECK(attribution.total.net == Approx(-100));
  CHECK(attribution.total.bars == 28);
}

// Two hourly bars a day; the venue is closed in between.
TEST_CASE("the part of a bar before its session's open is a row of its own") {
  data::SymbolInput symbol = test::flat_symbol("A", 6, core::kHour);
  const std::vector<double> opens{100, 101, 106, 107, 99, 100};
  const std::vector<double> closes{101, 102, 107, 108, 100, 97};
  for (std::size_t i = 0; i < closes.size(); ++i) {
    symbol.bars[i].open = opens[i];
    symbol.bars[i].close = closes[i];
    symbol.bars[i].close_time_ns =
        (static_cast<core::Timestamp>(i / 2) * 24 + 15 + static_cast<core::Timestamp>(i % 2)) *
        core::kHour;
  }
  data::MarketData market = test::market_of({symbol});
  market.instruments.resize(1);
  market.instruments[0].venue_kind = BM_VENUE_SESSIONS;
  std::vector<regime::Dimension> dimensions(2);
  dimensions[0].name = "session";
  dimensions[0].labels = {"opening", "closing"};
  dimensions[0].known_ahead = BM_KNOWN_DAY;
  dimensions[1].name = "weekday";
  dimensions[1].labels = {"thursday", "friday", "saturday"};
  dimensions[1].known_ahead = BM_KNOWN_WEEK;
  const regime::TagColumns written(dimensions, {{1, 1}, {}}, std::vector<std::int64_t>{6});
  std::vector<bm_tag_column> columns(2);
  written.block(0, 0, columns);
  for (std::size_t i = 0; i < 6; ++i) {
    columns[0].category[i] = static_cast<std::int8_t>(i % 2);
    columns[1].category[i] = static_cast<std::int8_t>(i / 2);
  }
  const regime::TagView tags = written.view();
  config::OutputConfig output;
  output.pairs = {{"weekday", "session", {}}};
  const auto reported = analysis::reported_dimensions(tags, output);
  REQUIRE(reported.size() == 3);
  CHECK(reported[0].labels == std::vector<std::string>{"opening", "closing", "gap"});
  CHECK(reported[2].name == "weekday & session");
  CHECK(reported[2].labels.size() == 9);
  // 2 units bought at the first open: nights + 4 and - 9, days the rest.
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 0, 2, 100, 100, 0)};
  core::Workers one(1);
  const analysis::Attribution found = analysis::attribute(market, tags, reported, fills, 0, one);
  const analysis::RegimeTable& session = found.tables[0];
  REQUIRE(session.rows.size() == 4);
  CHECK(session.rows[0].net == Approx(2 * (1 + 1 + 1)));
  CHECK(session.rows[1].net == Approx(2 * (1 + 1 - 3)));
  CHECK(session.rows[2].label == "gap");
  CHECK(session.rows[2].net == Approx(2 * (4 - 9)));
  CHECK(session.rows[2].bars == 2);
  CHECK_FALSE(session.rows[2].share.has_value());
  CHECK(session.rows[0].bars + session.rows[1].bars == 6);
  // A day's gain is the day's, the night before it included.
  const analysis::RegimeTable& weekday = found.tables[1];
  CHECK(weekday.rows[0].net == Approx(4));
  CHECK(weekday.rows[1].net == Approx(2 * (108 - 102)));
  CHECK(weekday.rows[2].net == Approx(2 * (97 - 108)));
  const analysis::RegimeTable& pair = found.tables[2];
  CHECK(pair.rows[5].label == "friday & gap");
  CHECK(pair.rows[5].net == Approx(8));
  for (const analysis::RegimeTable& table : found.tables) {
    double net = 0;
    for (const analysis::RegimeRow& row : table.rows) {
      net += row.net;
    }
    CHECK(net == Approx(found.total.net).epsilon(1e-12));
  }
}

}  // namespace barometer
