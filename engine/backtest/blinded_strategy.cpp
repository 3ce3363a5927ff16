// SPDX-License-Identifier: Apache-2.0
#include "backtest/blinded_strategy.hpp"

#include <barometer/abi/plugin.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "backtest/blinded_bars.hpp"
#include "backtest/later_calendar.hpp"

namespace barometer::backtest {

namespace {

// What the blinded plug-in's slots and manifest live in.
struct BetweenSteps {
  BetweenSteps(const plugin::Plugin& strategy, const Blinding& blinding);
  BetweenSteps(const BetweenSteps&) = delete;  // its slots point at it
  BetweenSteps& operator=(const BetweenSteps&) = delete;

  const bm_strategy_slots& real() const { return *plugin.manifest->strategy; }

  plugin::Plugin plugin;
  Blinding how;
  bm_strategy_slots slots{};
  bm_manifest manifest{};
};

// One symbol as it is shown.
struct ShownSymbol {
  ShownSymbol(std::int64_t most, core::Duration later) : bars(most, later), raw(most, later) {}

  BlindedBars bars;
  BlindedBars raw;  // used where splits make them others
  LaterCalendar calendar;
};

class SteppedInstance {
 public:
  SteppedInstance(const BetweenSteps& maker, void* self) : maker_(maker), self_(self) {}

  bm_status step(const bm_view& view, bm_step_output& out, bm_error* error);

  void end() const { maker_.real().destroy(self_); }

 private:
  void show_symbols(const bm_view& view);
  void put_off_times(bm_view& view);

  const BetweenSteps& maker_;
  void* self_;
  std::vector<ShownSymbol> shown_;
  std::vector<bm_symbol_view> symbols_;
  std::vector<bm_fill> fills_;
  std::vector<bm_open_order> open_orders_;
  std::vector<bm_regime_change> changes_;
};

void SteppedInstance::show_symbols(const bm_view& view) {
  const core::Duration later = maker_.how.later;
  while (shown_.size() < view.symbol_count) {
    shown_.emplace_back(maker_.how.most_bars, later);
  }
  symbols_.assign(view.symbols, view.symbols + view.symbol_count);
  for (std::size_t s = 0; s < symbols_.size(); ++s) {
    bm_symbol_view& symbol = symbols_[s];
    const bool split = symbol.raw.close != symbol.bars.close;
    const bm_bars bars = shown_[s].bars.show(symbol.bars, symbol.bar_count);
    symbol.raw = split ? shown_[s].raw.show(symbol.raw, symbol.bar_count) : bars;
    symbol.bars = bars;
    symbol.calendar = shown_[s].calendar.of(symbol.calendar, 1, later);
  }
}

void SteppedInstance::put_off_times(bm_view& view) {
  const core::Duration later = maker_.how.later;
  fills_.assign(view.fills, view.fills + view.fill_count);
  open_orders_.assign(view.open_orders, view.open_orders + view.open_order_count);
  changes_.assign(view.regime_changes, view.regime_changes + view.regime_change_count);
  for (bm_fill& fill : fills_) {
    fill.time_ns += later;
  }
  for (bm_open_order& open : open_orders_) {
    open.order.expiry_ns += open.order.expiry_ns == 0 ? 0 : later;
  }
  for (bm_regime_change& change : changes_) {
    change.time_ns += later;
  }
  view.time_ns += later;
  view.fills = fills_.data();
  view.open_orders = open_orders_.data();
  view.regime_changes = changes_.data();
}

bm_status SteppedInstance::step(const bm_view& view, bm_step_output& out, bm_error* error) {
  const std::uint32_t before = out.orders.count;
  show_symbols(view);
  bm_view shown = view;
  shown.symbols = symbols_.data();
  if (maker_.how.later != 0) {
    put_off_times(shown);
  }
  const bm_status status = maker_.real().on_step(self_, &shown, &out, error);
  for (std::uint32_t i = before; i < out.orders.count && i < out.orders.capacity; ++i) {
    bm_order& order = out.orders.data[i];
    order.expiry_ns -= order.expiry_ns == 0 ? 0 : maker_.how.later;
  }
  return status;
}

bm_status create(void* maker, const bm_params* params, const bm_universe* universe,
                 bm_declaration* declared, void** self, bm_error* error) {
  const auto& between = *static_cast<const BetweenSteps*>(maker);
  const bm_strategy_slots& real = between.real();
  void* made = nullptr;
  const bm_status status = real.create(real.maker, params, universe, declared, &made, error);
  *self = status == BM_OK && made != nullptr ? new SteppedInstance(between, made) : nullptr;
  return status;
}

bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error* error) {
  return static_cast<SteppedInstance*>(self)->step(*view, *out, error);
}

void destroy(void* self) {
  if (self != nullptr) {
    static_cast<SteppedInstance*>(self)->end();
    delete static_cast<SteppedInstance*>(self);
  }
}

// No run calls the slot that is not here.
BetweenSteps::BetweenSteps(const plugin::Plugin& strategy, const Blinding& blinding)
    : plugin(strategy), how(blinding) {
  slots = {sizeof slots, 0, this, &create, &on_step, nullptr, &destroy};
  manifest = *plugin.manifest;
  manifest.strategy = &slots;
}

}  // namespace

plugin::Plugin blinded(const plugin::Plugin& strategy, const Blinding& how) {
  const auto between = std::make_shared<const BetweenSteps>(strategy, how);
  plugin::Plugin plugin = strategy;
  plugin.manifest = &between->manifest;
  plugin.owner = between;
  return plugin;
}

}  // namespace barometer::backtest
