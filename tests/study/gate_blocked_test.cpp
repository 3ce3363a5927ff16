// SPDX-License-Identifier: Apache-2.0
// Worked cases: the open of bar i is 100 + i, and orders are filled at the open after they were
// sent.
#include "study/gate_blocked.hpp"

#include <vector>

#include "analysis/round_trips.hpp"
#include "config/condition_config.hpp"
#include "data/market_data.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

constexpr std::int64_t kBars = 12;

struct Trade {
  std::int64_t bar = 0;
  double quantity = 0;
  double commission = 0;
};

double open_of(std::int64_t bar) {
  return 100.0 + static_cast<double>(bar);
}

data::MarketData rising_market() {
  std::vector<data::BarRow> bars;
  for (std::int64_t step = 0; step < kBars; ++step) {
    bars.push_back(test_bar(step, open_of(step), open_of(step + 1)));
  }
  return test_market({bars});
}

backtest::LeanResult run_of(const data::MarketData& market, const std::vector<Trade>& trades) {
  backtest::LeanResult run;
  run.run.loop.fills = core::ReservedLog<orders::Fill>(trades.size());
  for (const Trade& trade : trades) {
    orders::Fill fill;
    fill.bar = fill.step = trade.bar;
    fill.time_ns = test_time(trade.bar);
    fill.order_step = trade.bar - 1;
    fill.order_time_ns = test_time(trade.bar - 1);
    fill.quantity = trade.quantity;
    fill.raw_price = fill.price = open_of(trade.bar);
    fill.commission = trade.commission;
    run.run.loop.fills.push_back(fill);
  }
  run.analysis.round_trips = analysis::round_trips(run.run.loop.fills.view(), market);
  return run;
}

std::vector<regime::Dimension> dimensions() {
  return {{"volatility", BM_DIMENSION_CATEGORY, {"calm", "wild"}, "", 0, ""}};
}

regime::TagView tags_of(const std::vector<std::int64_t>& wild) {
  const regime::TagColumns columns(dimensions(), {{1}, {}}, std::vector<std::int64_t>{kBars});
  std::vector<bm_tag_column> out(1);
  columns.block(0, 0, out);
  for (std::int64_t bar = 0; bar < kBars; ++bar) {
    out[0].category[bar] = 0;
  }
  for (const std::int64_t bar : wild) {
    out[0].category[bar] = 1;
  }
  return columns.view();
}

regime::Conditions when_wild(config::ConditionAction action, double scale = 1) {
  const config::ConditionConfig line{
      .terms = {{.dimension = "volatility",
                 .dimension_at = {},
                 .values = {{.text = "wild", .quoted = false, .at = {}}}}},
      .action = action,
      .scale = scale,
      .at = {}};
  std::vector<core::Fault> faults;
  regime::Conditions found({&line, 1}, dimensions(), "a.yaml", faults);
  REQUIRE(faults.empty());
  return found;
}

study::BlockedByGate blocked(const regime::Conditions& conditions,
                             const std::vector<std::int64_t>& wild, const std::vector<Trade>& with,
                             const std::vector<Trade>& without) {
  const data::MarketData market = rising_market();
  return study::blocked_by_gate(market, conditions, tags_of(wild), run_of(market, with),
                                run_of(market, without));
}

regime::Conditions block() {
  return when_wild(config::ConditionAction::block_entries);
}

regime::Conditions flatten() {
  return when_wild(config::ConditionAction::flatten);
}

}  // namespace

TEST_CASE("a trade that the gate kept out is worth all of it, costs included") {
  const std::vector<Trade> trade{{2, 10, 1.5}, {6, -10, 1.5}};
  for (const regime::Conditions& conditions : {block(), flatten()}) {
    const auto found = blocked(conditions, {1}, {}, trade);
    CHECK(found.kept_out.trades == 1);
    CHECK(found.kept_out.earned == Approx(10 * (106 - 102) - 3));
    CHECK(found.scaled.trades == 0);
    CHECK(found.flattened.trades == 0);
  }
}

TEST_CASE("what is judged is the tag of the bar that sent the entry") {
  const std::vector<Trade> trade{{2, 10}, {6, -10}};
  for (const std::int64_t bar : {0, 2, 3, 5, 6}) {
    INFO(bar);
    CHECK(blocked(block(), {bar}, trade, trade).kept_out.trades == 0);
  }
}

TEST_CASE("a trade that the gate let in later is worth what it earned until then") {
  const auto found = blocked(block(), {1, 2}, {{4, 10}, {6, -10}}, {{2, 10}, {6, -10}});
  CHECK(found.kept_out.trades == 1);
  CHECK(found.kept_out.earned == Approx(10 * (104 - 102)));
}

TEST_CASE("being in the other way round is not being in") {
  const auto found = blocked(block(), {1}, {{3, -4}, {5, 4}}, {{2, 10}, {6, -10}});
  CHECK(found.kept_out.earned == Approx(10 * (106 - 102)));
}

TEST_CASE("of a trade that the gate made smaller the share that it cut is meant") {
  const auto found = blocked(when_wild(config::ConditionAction::scale, 0.25), {1},
                             {{2, 2.5}, {6, -2.5}}, {{2, 10, 2}, {6, -10, 2}});
  CHECK(found.scaled.trades == 1);
  CHECK(found.scaled.earned == Approx(0.75 * (10 * (106 - 102) - 4)));
  CHECK(found.kept_out.trades == 0);
}

TEST_CASE("a trade that the gate ended is worth what it earned from the next open on") {
  const auto found = blocked(flatten(), {3}, {{2, 10}, {4, -10}}, {{2, 10}, {6, -10}});
  CHECK(found.flattened.trades == 1);
  CHECK(found.flattened.earned == Approx(10 * (106 - 104)));
  CHECK(found.kept_out.trades == 0);
}

TEST_CASE("an ended trade counts until the gated run is in again") {
  const auto found =
      blocked(flatten(), {3}, {{2, 10}, {4, -10}, {6, 10}, {9, -10}}, {{2, 10}, {9, -10}});
  CHECK(found.flattened.trades == 1);
  CHECK(found.flattened.earned == Approx(10 * (106 - 104)));
}

TEST_CASE("a trade that is ended twice is one trade") {
  const auto found =
      blocked(flatten(), {3, 7}, {{2, 10}, {4, -10}, {6, 10}, {8, -10}}, {{2, 10}, {10, -10}});
  CHECK(found.flattened.trades == 1);
  CHECK(found.flattened.earned == Approx(10 * (106 - 104) + 10 * (110 - 108)));
}

TEST_CASE("a trade that ends by itself at the same open was not ended by the gate") {
  CHECK(blocked(flatten(), {5}, {{2, 10}, {6, -10}}, {{2, 10}, {6, -10}}).flattened.trades == 0);
}

TEST_CASE("an addition that the gate kept out is not made up for by the position that is held") {
  const auto found = blocked(block(), {3}, {{2, 10}, {8, -10}}, {{2, 10}, {4, 5}, {8, -15}});
  CHECK(found.kept_out.trades == 1);
  CHECK(found.kept_out.earned == Approx(5 * (108 - 104)));
}

TEST_CASE("a short trade that the gate kept out loses where prices rise") {
  const auto found = blocked(block(), {1}, {}, {{2, -10}, {6, 10}});
  CHECK(found.kept_out.earned == Approx(-10 * (106 - 102)));
}
