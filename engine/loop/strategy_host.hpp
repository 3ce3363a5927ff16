// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "loop/shown_instruments.hpp"
#include "loop/step_output.hpp"
#include "plugin/fp_control.hpp"
#include "plugin/library.hpp"
#include "plugin/param_values.hpp"
#include "plugin/setup_call.hpp"
#include "plugin/slot_error.hpp"
#include "plugin/told_call.hpp"

namespace barometer::regime {
struct Dimension;
}  // namespace barometer::regime

namespace barometer::loop {

// A strategy instance and everything that must outlive it.
class StrategyHost {
 public:
  // `instruments` outlives this object; `dimensions` is what the run's tagger declares, empty
  // without one. Throws Error{bad_input} when the strategy rejects its parameters or
  // universe, Error{plugin_failed} when it cannot be made for another reason or declares series
  // that make no sense.
  StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
               std::span<const bm_instrument> instruments,
               std::span<const regime::Dimension> dimensions);

  // One of many strategies that are made on one market: with instruments that are shown to the
  // others too. What it changes of the process when it is made and ended is not looked at here:
  // whoever makes all of them does (plugin/host_state.hpp).
  StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
               std::shared_ptr<const ShownInstruments> instruments,
               std::span<const regime::Dimension> dimensions);
  StrategyHost(const StrategyHost&) = delete;  // the instance keeps a pointer to universe_
  StrategyHost& operator=(const StrategyHost&) = delete;

  const plugin::Plugin& plugin() const { return plugin_; }

  const plugin::ParamValues& params() const { return params_; }

  // One entry per dimension: 1 where the strategy said that it reads it.
  std::span<const std::uint8_t> reads() const { return reads_; }

  // Before the first step: whether somebody will ask for the strategy's rows of text and series
  // values, as is assumed; else it is offered no room for them.
  void keep_output(bool keep) { output_.keep(keep); }

  // Before the first step, on the thread that makes the steps: its floating-point mode is the one
  // to be kept. Until then that is the mode of the thread that made this object.
  void enter_thread() { fp_control_ = plugin::fp_control(); }

  // [step] `out` has the caller's buffer of orders; those of texts and series values are set here
  // and emptied into this run's output. Throws Error{plugin_failed} naming strategy, step and time,
  // with the last rows of its log, when the slot fails, writes beyond a buffer or rows that make no
  // sense, or switches the floating-point mode. Dropped and counted are orders for a symbol that
  // has had no more bars than the strategy declared as its warm-up.
  [[gnu::always_inline]] void on_step(const bm_view& view, bm_step_output& out) {
    bm_error error = words_.buffer();
    bm_status status = BM_OK;
    output_.offer(out);
    const bool kept = plugin::keeps_fp_control(fp_control_, [&] {
      const plugin::CallMark mark(plugin::tell_step(plugin_.told, symbols_.data(), view));
      status = on_step_(self_.get(), &view, &out, &error);
    });
    const bool beyond = out.orders.count > out.orders.capacity && view.warming_up == 0;
    if (!kept || status != BM_OK || beyond) [[unlikely]] {
      fail_step(view, out, kept, status);
    }
    if (warmup_bars_ > 0 && view.warming_up == 0) {
      drop_early_orders(view, out.orders);
    }
    if (StepOutput::was_used(out)) {
      take_written(view, out);
    }
  }

  // After the last step: what was kept of the texts and series values.
  core::StrategyOutput take_output() { return output_.hand_over(); }

  // Bars of a symbol on which the strategy said that it means no order.
  std::int64_t warmup_bars() const { return warmup_bars_; }

  std::int64_t early_orders() const { return early_orders_; }

 private:
  StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
               std::shared_ptr<const ShownInstruments> instruments,
               std::span<const regime::Dimension> dimensions, plugin::OneOf one_of);

  void describe_tags(std::span<const regime::Dimension> dimensions);
  void create();
  void take_declaration(const bm_declaration& declared, std::size_t symbols);

  [[noreturn]] void fail_step(const bm_view& view, const bm_step_output& out, bool kept,
                              bm_status status);
  void take_written(const bm_view& view, const bm_step_output& out);
  void drop_early_orders(const bm_view& view, bm_order_buffer& orders);
  [[noreturn]] void fail(const bm_view& view, const std::string& what) const;

  plugin::Plugin plugin_;
  plugin::ParamValues params_;
  std::vector<std::string> names_;                // what tags_ points at
  std::vector<std::vector<const char*>> labels_;  // "
  std::vector<std::string> label_texts_;          // "
  std::vector<bm_tag_info> tags_;
  std::vector<std::uint8_t> reads_;
  std::shared_ptr<const ShownInstruments> instruments_;
  bm_universe universe_{};
  StepOutput output_;
  std::int64_t warmup_bars_ = 0;
  std::int64_t early_orders_ = 0;
  plugin::StrategyError words_;
  decltype(bm_strategy_slots::on_step) on_step_;  // the plug-in's
  plugin::OneOf one_of_ = {};
  std::uint64_t fp_control_ = plugin::fp_control();
  std::vector<plugin::TextId> symbols_;  // in the page of calls
  std::unique_ptr<void, plugin::InstanceEnd> self_;
};

}  // namespace barometer::loop
