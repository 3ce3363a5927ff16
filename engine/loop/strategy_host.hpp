// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "plugin/library.hpp"
#include "plugin/param_values.hpp"
#include "plugin/slot_error.hpp"

namespace barometer::regime {
struct Dimension;
}  // namespace barometer::regime

namespace barometer::loop {

// A strategy instance and everything that must outlive it.
class StrategyHost {
 public:
  // `instruments` outlives this object; `dimensions` is what the run's tagger declares, empty
  // without one. Throws Error{bad_input} when the strategy rejects its parameters or
  // universe, Error{plugin_failed} when it cannot be made for another reason.
  StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
               std::span<const bm_instrument> instruments,
               std::span<const regime::Dimension> dimensions);
  StrategyHost(const StrategyHost&) = delete;  // the instance keeps a pointer to universe_
  StrategyHost& operator=(const StrategyHost&) = delete;

  const plugin::Plugin& plugin() const { return plugin_; }

  const plugin::ParamValues& params() const { return params_; }

  // One entry per dimension: 1 where the strategy said that it reads it.
  std::span<const std::uint8_t> reads() const { return reads_; }

  // [step] Throws Error{plugin_failed} naming strategy, step and time when the slot fails, writes
  // beyond a buffer, or switches the floating-point mode. What the strategy finds no room for in
  // the buffers of texts and series values is dropped and counted.
  void on_step(const bm_view& view, bm_step_output& out);

  std::int64_t dropped_texts() const { return dropped_texts_; }

  std::int64_t dropped_series_values() const { return dropped_series_values_; }

 private:
  void describe_tags(std::span<const regime::Dimension> dimensions);
  void create(std::span<const bm_instrument> instruments);
  void check_buffers(const bm_view& view, const bm_step_output& out) const;
  [[noreturn]] void fail(const bm_view& view, const std::string& what) const;

  plugin::Plugin plugin_;
  plugin::ParamValues params_;
  std::vector<std::string> names_;                // what tags_ points at
  std::vector<std::vector<const char*>> labels_;  // "
  std::vector<std::string> label_texts_;          // "
  std::vector<bm_tag_info> tags_;
  std::vector<std::uint8_t> reads_;
  bm_universe universe_{};
  std::int64_t dropped_texts_ = 0;
  std::int64_t dropped_series_values_ = 0;
  plugin::SlotError words_;
  std::unique_ptr<void, void (*)(void*)> self_;
};

}  // namespace barometer::loop
