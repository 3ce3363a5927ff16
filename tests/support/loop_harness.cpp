// SPDX-License-Identifier: Apache-2.0
#include "support/loop_harness.hpp"

#include <barometer/abi/plugin.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <memory>
#include <utility>

#include "data/market_data.hpp"
#include "latency/stage_meter.hpp"

namespace barometer {

namespace {

// `maker` is the test's Behaviour.
bm_status create(void* maker, const bm_params*, const bm_universe* universe,
                 bm_declaration* declared, void** self, bm_error*) {
  std::fill(declared->reads, declared->reads + universe->tag_count, std::uint8_t{1});
  *self = new Behaviour(*static_cast<Behaviour*>(maker));
  return BM_OK;
}

bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error*) {
  (*static_cast<Behaviour*>(self))(*view, out->orders);
  return BM_OK;
}

void reset(void*) {}

void destroy(void* self) {
  delete static_cast<Behaviour*>(self);
}

// A plug-in that is made here; like every other it lives until the process ends.
struct InProcess {
  Behaviour behaviour;
  bm_strategy_slots slots{};
  bm_manifest manifest{};
};

bm_manifest manifest_with(const bm_strategy_slots& slots) {
  bm_manifest manifest{};
  manifest.magic = BM_MAGIC;
  manifest.struct_size = sizeof(bm_manifest);
  manifest.abi_major = BM_ABI_MAJOR;
  manifest.abi_minor = BM_ABI_MINOR;
  manifest.kind = BM_PLUGIN_STRATEGY;
  manifest.name = manifest.version = manifest.build = manifest.description = "test";
  manifest.strategy = &slots;
  return manifest;
}

regime::Conditions resolved(const LoopSetup& setup) {
  std::vector<core::Fault> faults;
  regime::Conditions conditions(setup.when, setup.tags.dimensions(), "test", faults);
  core::throw_if_any(std::move(faults));
  return conditions;
}

loop::LoopResult run(const loop::LoopInput& input) {
  loop::EventLoop loop(input);
  latency::NullMeter meter;
  loop.run(meter);
  return loop.take_result();
}

}  // namespace

bm_order market_order(core::SymbolIndex symbol, bm_amount_kind kind, double amount, bm_side side) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  bm_order order{};
  order.symbol = symbol;
  order.side = side;
  order.amount_kind = kind;
  order.amount = amount;
  order.limit_price = order.stop_price = order.trail = kNone;
  return order;
}

void send(bm_order_buffer& orders, const bm_order& order) {
  if (orders.count == orders.capacity) {
    ++orders.overflowed;
    return;
  }
  orders.data[orders.count++] = order;
}

plugin::Plugin in_process(Behaviour behaviour) {
  static std::deque<InProcess> made;
  InProcess& mine = made.emplace_back();
  mine.behaviour = std::move(behaviour);
  mine.slots = {sizeof(bm_strategy_slots), 0, &mine.behaviour, create, on_step, reset, destroy};
  mine.manifest = manifest_with(mine.slots);
  plugin::Plugin plugin;
  plugin.manifest = &mine.manifest;
  return plugin;
}

const regime::TagView& LoopSetup::no_tags() {
  static const regime::TagView kNone;
  return kNone;
}

loop::LoopResult run_loop(const LoopSetup& setup) {
  const auto sources = regime::sources_of(setup.market);
  const regime::Conditions conditions = resolved(setup);
  loop::StrategyHost strategy(in_process(setup.behaviour), {}, setup.market.instruments,
                              setup.tags.dimensions());
  const std::atomic<bool> stop = false;
  loop::LoopControl control{stop};
  return run({.market = setup.market,
              .sources = sources,
              .broker = setup.broker,
              .risk = setup.risk,
              .conditions = conditions,
              .cost_rules = setup.cost_rules,
              .valuations = setup.valuations,
              .tags = setup.tags,
              .strategy = strategy,
              .first_step = setup.first_step,
              .control = control});
}

plugin::Plugin shipped_plugin(const std::string& name) {
  return plugin::load_plugin(std::string(BAROMETER_BINARY_DIR) + "/plugins/" + name + ".so");
}

plugin::ParamValues params_of(const plugin::Plugin& plugin, const std::vector<Param>& params) {
  std::vector<config::RawParam> raw;
  for (const Param& param : params) {
    raw.push_back({param.name, {}, {param.value, false, {}}});
  }
  std::vector<core::Fault> faults;
  const std::span specs{plugin.manifest->params, plugin.manifest->param_count};
  plugin::ParamValues values = plugin::read_params(specs, raw, "test", "params", faults);
  core::throw_if_any(std::move(faults));
  return values;
}

loop::LoopResult run_plugin(const std::string& name, const std::vector<Param>& params,
                            const data::MarketData& market, const config::BrokerConfig& broker,
                            const regime::TagView& tags, std::int64_t first_step) {
  const auto sources = regime::sources_of(market);
  const plugin::Plugin plugin = shipped_plugin(name);
  loop::StrategyHost strategy(plugin, params_of(plugin, params), market.instruments,
                              tags.dimensions());
  const std::atomic<bool> stop = false;
  loop::LoopControl control{stop};
  const regime::Conditions none;
  return run({.market = market,
              .sources = sources,
              .broker = broker,
              .conditions = none,
              .tags = tags,
              .strategy = strategy,
              .first_step = first_step,
              .control = control});
}

}  // namespace barometer
