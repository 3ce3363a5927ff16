// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "plugin/library.hpp"
#include "plugin/param_values.hpp"
#include "plugin/setup_call.hpp"
#include "regime/bar_source.hpp"
#include "regime/dimension.hpp"

namespace barometer::regime {

// One tagger instance, for one symbol.
class TaggerInstance {
 public:
  // `told` is the plug-in's name in the page of calls.
  TaggerInstance(const bm_regime_slots& slots, void* self, plugin::TextId told)
      : slots_(&slots), self_(self, {slots.destroy, told, {.many = true}}) {}

  // [step] BM_OK or the slot's status with `error` filled. `calendar` is that of the block's bars.
  bm_status tag(const bm_bars& bars, const bm_calendar_row* calendar, std::int64_t first,
                std::int64_t count, const bm_tag_column* out, bm_error* error) {
    return slots_->tag(self_.get(), &bars, calendar, first, count, out, error);
  }

  // The state as bytes. BM_OK or the slot's status with `error` filled.
  bm_status save(std::vector<std::byte>& state, bm_error* error) const;

  // Goes on from bytes that the same tagger saved; bytes that it rejects leave the instance as it
  // was made.
  bm_status load(std::span<const std::byte> state, bm_error* error);

 private:
  const bm_regime_slots* slots_;
  std::unique_ptr<void, plugin::InstanceEnd> self_;
};

// A loaded regime plug-in under the run's parameters.
class Tagger {
 public:
  // Throws Error{bad_input} when the plug-in finds no sense in its parameters, Error{plugin_failed}
  // with every fault when describe fails or declares something impossible.
  Tagger(plugin::Plugin plugin, plugin::ParamValues params);

  // One that the engine has made itself, which need not be asked for its dimensions.
  Tagger(plugin::Plugin plugin, std::vector<Dimension> dimensions);

  const plugin::Plugin& plugin() const { return plugin_; }

  const plugin::ParamValues& params() const { return params_; }

  const std::vector<Dimension>& dimensions() const { return dimensions_; }

  // `wanted` has one entry per dimension. Throws the same, naming plug-in and symbol.
  TaggerInstance create(const bm_instrument& instrument,
                        std::span<const std::uint8_t> wanted) const;

 private:
  plugin::Plugin plugin_;
  plugin::ParamValues params_;
  std::vector<Dimension> dimensions_;
};

}  // namespace barometer::regime
