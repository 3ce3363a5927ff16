// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "plugin/library.hpp"
#include "plugin/param_values.hpp"
#include "regime/tag_table.hpp"

namespace barometer {

// A strategy instance and everything that must outlive it.
class StrategyHost {
 public:
  // `instruments` outlives this object; `dimensions` is what the run's tagger declares, empty
  // without one. Throws Error{plugin_failed} when the strategy refuses its parameters or universe.
  StrategyHost(Plugin plugin, ParamValues params, std::span<const bm_instrument> instruments,
               std::span<const Dimension> dimensions);

  const Plugin& plugin() const { return plugin_; }

  const ParamValues& params() const { return params_; }

  // One entry per dimension: 1 where the strategy said that it reads it.
  std::span<const std::uint8_t> reads() const { return reads_; }

  // [step] Throws Error{plugin_failed} naming strategy, step and time when the slot fails, asks for
  // more orders than the buffer holds, or switches the floating-point mode.
  void on_step(const bm_view& view, bm_order_buffer& orders);

 private:
  void describe_tags(std::span<const Dimension> dimensions);
  void create(std::span<const bm_instrument> instruments);
  [[noreturn]] void fail(const bm_view& view, const std::string& what) const;

  Plugin plugin_;
  ParamValues params_;
  std::vector<std::string> names_;                // what tags_ points at
  std::vector<std::vector<const char*>> labels_;  // "
  std::vector<std::string> label_texts_;          // "
  std::vector<bm_tag_info> tags_;
  std::vector<std::uint8_t> reads_;
  bm_universe universe_{};
  std::array<char, 512> text_{};
  std::unique_ptr<void, void (*)(void*)> self_;
};

}  // namespace barometer
