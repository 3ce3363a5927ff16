// SPDX-License-Identifier: Apache-2.0
#include "regime/tagger.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "plugin/fp_control.hpp"
#include "plugin/slot_error.hpp"
#include "regime/dimension_check.hpp"

namespace barometer::regime {

namespace {

constexpr std::uint32_t kMostDimensions = 256;
constexpr const char* kWroteInstrument =
    "wrote to the instrument that it was shown: instruments cannot be written";
constexpr const char* kNoInstance = "said BM_OK but gave no instance";
constexpr const char* kWroteWanted =
    "wrote to the list of dimensions that are wanted: it cannot be written";

core::Fault fault_of(const plugin::Plugin& plugin, const std::string& what) {
  return {plugin.path.string(), fmt::format("tagger '{}': {}", plugin.manifest->name, what), ""};
}

[[noreturn]] void fail(const plugin::Plugin& plugin, const std::string& what,
                       core::ErrorKind code = core::ErrorKind::plugin_failed) {
  throw core::Error(code, fault_of(plugin, what));
}

Dimension owned(const bm_dimension& d) {
  Dimension dimension{d.name, d.kind, {}, d.unit, d.warmup_bars, d.help};
  dimension.known_ahead = d.known_ahead;
  if (d.kind == BM_DIMENSION_CATEGORY) {
    dimension.labels.assign(d.labels, d.labels + d.label_count);
    if (d.label_values != nullptr) {
      dimension.values.assign(d.label_values, d.label_values + d.label_count);
    }
  }
  return dimension;
}

std::vector<Dimension> checked(const plugin::Plugin& plugin, std::span<const bm_dimension> found) {
  std::vector<core::Fault> faults;
  for (const std::string& what : dimension_faults(found)) {
    faults.push_back(fault_of(plugin, what));
  }
  if (!faults.empty()) {
    throw core::Error(core::ErrorKind::plugin_failed, std::move(faults));
  }
  std::vector<Dimension> dimensions;
  for (const bm_dimension& d : found) {
    dimensions.push_back(owned(d));
  }
  return dimensions;
}

std::vector<Dimension> describe(const plugin::Plugin& plugin, const bm_params& params) {
  const bm_regime_slots& slots = *plugin.manifest->regime;
  std::array<bm_dimension, kMostDimensions> found{};
  plugin::SlotError words;
  bm_error error = words.buffer();
  std::uint32_t count = 0;
  bm_status status = BM_OK;
  const bool kept = plugin::keeps_fp_control([&] {
    const plugin::SetupCall call(plugin::Call::describe, plugin.told);
    status = slots.describe(slots.maker, &params, found.data(), kMostDimensions, &count, &error);
  });
  if (!kept) {
    fail(plugin, fmt::format("describe {}", plugin::kSwitchedFpControl));
  }
  if (status != BM_OK) {
    fail(plugin, words.text(), plugin::setup_error_kind(status));
  }
  if (count == 0 || count > kMostDimensions) {
    fail(plugin, fmt::format("declares {} dimensions, expected 1 to {}", count, kMostDimensions));
  }
  return checked(plugin, std::span{found}.first(count));
}

}  // namespace

bm_status TaggerInstance::save(std::vector<std::byte>& state, bm_error* error) const {
  state.resize(slots_->state_size(self_.get()));
  return slots_->save(self_.get(), state.data(), state.size(), error);
}

bm_status TaggerInstance::load(std::span<const std::byte> state, bm_error* error) {
  return slots_->load(self_.get(), state.data(), state.size(), error);
}

Tagger::Tagger(plugin::Plugin plugin, plugin::ParamValues params)
    : plugin_(std::move(plugin)),
      params_(std::move(params)),
      dimensions_(describe(plugin_, params_.view())) {}

Tagger::Tagger(plugin::Plugin plugin, std::vector<Dimension> dimensions)
    : plugin_(std::move(plugin)), dimensions_(std::move(dimensions)) {}

TaggerInstance Tagger::create(const bm_instrument& instrument,
                              std::span<const std::uint8_t> wanted) const {
  const bm_regime_slots& slots = *plugin_.manifest->regime;
  const bm_params params = params_.view();
  bm_instrument shown = instrument;
  std::vector<std::uint8_t> asked(wanted.begin(), wanted.end());
  plugin::SlotError words;
  bm_error error = words.buffer();
  void* self = nullptr;
  bm_status status = BM_OK;
  const bool kept = plugin::keeps_fp_control([&] {
    const plugin::SetupCall call(plugin::Call::create, plugin_.told,
                                 {.many = true, .symbol = plugin::remember(instrument.symbol)});
    status = slots.create(slots.maker, &params, &shown, asked.data(), &self, &error);
  });
  TaggerInstance instance(slots, status == BM_OK ? self : nullptr, plugin_.told);
  if (kept && status != BM_OK) {
    fail(plugin_, fmt::format("create for {}: {}", instrument.symbol, words.text()),
         plugin::setup_error_kind(status));
  }
  const char* const wrong = !kept ? plugin::kSwitchedFpControl
                            : std::memcmp(&shown, &instrument, sizeof shown) != 0 ? kWroteInstrument
                            : !std::ranges::equal(asked, wanted)                  ? kWroteWanted
                            : self == nullptr                                     ? kNoInstance
                                                                                  : nullptr;
  if (wrong != nullptr) {
    fail(plugin_, fmt::format("create for {} {}", instrument.symbol, wrong));
  }
  return instance;
}

}  // namespace barometer::regime
