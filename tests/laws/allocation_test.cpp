// SPDX-License-Identifier: Apache-2.0
// No allocation per step after the first, in the loop and in the shipped plug-ins.
#include <barometer/abi/plugin.h>

#include <barometer/backtest/api/signals.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "config/broker_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "latency/stage_meter.hpp"
#include "laws/counting_malloc.hpp"
#include "plugin/callers_plugin.hpp"
#include "regime/live_tags.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

// Counts between the end of the first step and the end of the last.
struct AllocationMeter {
  std::int64_t steps = 0;
  std::int64_t at_first = 0;
  std::int64_t at_last = 0;

  bool takes_step(std::int64_t) const { return true; }

  void begin_step() {}

  void end_stage(latency::Stage) {}

  void end_step(std::int64_t) {
    at_last = allocations();
    at_first = steps++ == 0 ? at_last : at_first;
  }

  std::int64_t since_first() const { return at_last - at_first; }
};

constexpr std::int64_t kSteps = 3'000;

data::MarketData market() {
  return random_market(
      5, {.symbols = 6, .steps = kSteps, .volatility = 0.01, .stormy = true, .ragged = false});
}

config::ConditionConfig when(const char* label, config::ConditionAction action) {
  return {{{"volatility", {}, {{label, false, {}}}}}, action, 0.5, {}};
}

regime::Conditions conditions_on(const std::vector<regime::Dimension>& dimensions) {
  std::vector<core::Fault> faults;
  regime::Conditions conditions(std::vector{when("extreme", config::ConditionAction::flatten),
                                            when("high", config::ConditionAction::scale)},
                                dimensions, "test", faults);
  core::throw_if_any(std::move(faults));
  return conditions;
}

struct Count {
  std::int64_t allocations = 0;
  loop::LoopResult result;
};

// Everything that a run with tagging in step is made of.
Count run(const data::MarketData& market, const plugin::Plugin& strategy,
          const plugin::Plugin& regime, const std::vector<Param>& given = {}) {
  const auto sources = regime::sources_of(market);
  regime::TaggerSet taggers;
  taggers.add({regime::Tagger(regime, params_of(regime, {})), "", {}, "", ""});
  taggers.add({regime::Tagger(regime, params_of(regime, {})), "coarse", 4 * core::kHour, "", ""});
  taggers.add({regime::Tagger(regime, params_of(regime, {})), "market", {}, "A", ""});
  const regime::Conditions conditions = conditions_on(taggers.dimensions());
  const std::vector<std::uint8_t> all(taggers.dimensions().size(), 1);
  core::Workers workers(1);
  const plugin::ParamValues params =
      strategy.manifest->param_count == 0 ? plugin::ParamValues() : params_of(strategy, given);
  loop::StrategyHost host(strategy, params, market.instruments, taggers.dimensions());
  regime::LiveTags live(taggers, market, {all, all}, workers);
  const regime::TagChanges changes(live.view(), host.reads());
  const std::atomic<bool> stop = false;
  loop::LoopControl control{stop};
  config::BrokerConfig broker;
  broker.commission = 0.001;
  broker.margin = config::OnShortfall::scale;
  loop::EventLoop loop({.market = market,
                        .sources = sources,
                        .broker = broker,
                        .conditions = conditions,
                        .tags = live.view(),
                        .tagger = &live,
                        .changes = &changes,
                        .strategy = host,
                        .control = control});
  AllocationMeter meter;
  loop.run(meter);
  return {meter.since_first(), loop.take_result()};
}

}  // namespace

TEST_CASE("the counter sees what it must see") {
  const std::int64_t before = allocations();
  const auto memory = std::make_unique<std::vector<int>>(100);
  CHECK(allocations() - before == 2);
  CHECK(memory->size() == 100);
}

TEST_CASE("orders, fills, rejections and conditions in every step allocate nothing") {
  const Behaviour busy = [](const bm_view& view, bm_order_buffer& orders) {
    for (core::SymbolIndex s = 0; s < view.symbol_count; ++s) {
      const double sign = (view.step + s) % 2 == 0 ? 1 : -1;
      send(orders, market_order(s, BM_AMOUNT_TARGET_WEIGHT, sign / 8));
      bm_order limit = market_order(s, BM_AMOUNT_QUANTITY, 1, BM_BUY);
      limit.type = BM_ORDER_LIMIT;
      send(orders, limit);
    }
  };
  const data::MarketData bars = market();
  const Count count = run(bars, in_process(busy), shipped_plugin("regime"));
  CHECK(count.allocations == 0);
  CHECK(count.result.orders.size() > 10 * kSteps);
  CHECK(count.result.fills.size() > 4 * kSteps);
  CHECK(count.result.actions[0] > 0);
  CHECK(count.result.actions[1] > 0);
}

TEST_CASE("a strategy that logs and plots in every bar allocates nothing, with room or without") {
  const data::MarketData bars = market();
  const plugin::Plugin logging = plugin::load_plugin(BAROMETER_FIXTURES "/logging_strategy.so");
  const Count count = run(bars, logging, shipped_plugin("regime"));
  CHECK(count.allocations == 0);
  CHECK(count.result.written.log.size() == 6 * kSteps);
  CHECK(count.result.written.values.size() == 7 * kSteps);
  const Count flood = run(bars, logging, shipped_plugin("regime"), {{"rows", "20"}});
  CHECK(flood.allocations == 0);
  CHECK(flood.result.written.log.size() == 100'000);
  CHECK(flood.result.written.dropped_rows == 20 * 6 * kSteps - 100'000);
}

TEST_CASE("the shipped strategies and the regime tagger allocate nothing in a step") {
  const data::MarketData bars = market();
  for (const char* name : {"sma_cross", "regime_momentum"}) {
    INFO(name);
    const Count count = run(bars, shipped_plugin(name), shipped_plugin("regime"));
    CHECK(count.allocations == 0);
    CHECK(count.result.fills.size() > 20);
  }
}

TEST_CASE("signals allocate nothing in a step") {
  const data::MarketData bars = market();
  backtest::SignalTable table;
  for (const data::SymbolData& symbol : bars.symbols) {
    backtest::SymbolSignals rows{.symbol = symbol.name};
    for (const data::BarRow& bar : symbol.bars) {
      const std::size_t row = rows.times_ns.size();
      rows.times_ns.push_back(bar.close_time_ns);
      rows.entries.push_back(row % 10 == 0 ? 1 : 0);
      rows.exits.push_back(row % 10 == 5 ? 1 : 0);
    }
    table.symbols.push_back(std::move(rows));
  }
  const backtest::CallersStrategy signals = backtest::signals_strategy(std::move(table));
  const Count count =
      run(bars, plugin::callers_plugin(signals.manifest, signals.hash), shipped_plugin("regime"));
  CHECK(count.allocations == 0);
  CHECK(count.result.fills.size() > 6 * kSteps / 10);
}
