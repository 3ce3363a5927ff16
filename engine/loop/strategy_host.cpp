// SPDX-License-Identifier: Apache-2.0
#include "loop/strategy_host.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <utility>

#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "plugin/fp_control.hpp"
#include "regime/dimension.hpp"

namespace barometer::loop {

namespace {

[[noreturn]] void throw_error(const plugin::Plugin& plugin, const std::string& what,
                              core::ErrorKind code = core::ErrorKind::plugin_failed) {
  throw core::Error(code,
                    core::Fault{plugin.path.string(),
                                fmt::format("strategy '{}': {}", plugin.manifest->name, what), ""});
}

}  // namespace

StrategyHost::StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
                           std::span<const bm_instrument> instruments,
                           std::span<const regime::Dimension> dimensions)
    : plugin_(std::move(plugin)),
      params_(std::move(params)),
      reads_(dimensions.size(), 0),
      self_(nullptr, plugin_.manifest->strategy->destroy) {
  describe_tags(dimensions);
  create(instruments);
}

void StrategyHost::describe_tags(std::span<const regime::Dimension> dimensions) {
  names_.reserve(dimensions.size());
  labels_.reserve(dimensions.size());
  std::size_t label_count = 0;
  for (const regime::Dimension& dimension : dimensions) {
    label_count += dimension.labels.size();
  }
  label_texts_.reserve(label_count);  // pointers into it must stay
  for (const regime::Dimension& dimension : dimensions) {
    std::vector<const char*>& labels = labels_.emplace_back();
    for (const std::string& label : dimension.labels) {
      labels.push_back(label_texts_.emplace_back(label).c_str());
    }
    tags_.push_back({names_.emplace_back(dimension.name).c_str(), dimension.kind,
                     static_cast<std::uint32_t>(labels.size()), labels.data()});
  }
}

void StrategyHost::create(std::span<const bm_instrument> instruments) {
  universe_ = {instruments.data(), static_cast<std::uint32_t>(instruments.size()),
               static_cast<std::uint32_t>(tags_.size()), tags_.data()};
  bm_error error = words_.buffer();
  void* self = nullptr;
  const bm_params params = params_.view();
  const bm_strategy_slots& slots = *plugin_.manifest->strategy;
  bm_declaration declared{};
  declared.reads = reads_.data();
  bm_status status = BM_OK;
  const bool kept = plugin::keeps_fp_control(
      [&] { status = slots.create(slots.maker, &params, &universe_, &declared, &self, &error); });
  self_.reset(status == BM_OK ? self : nullptr);
  if (!kept) {
    throw_error(plugin_, fmt::format("create {}", plugin::kSwitchedFpControl));
  }
  if (status != BM_OK) {
    throw_error(plugin_, words_.text(), plugin::setup_error_kind(status));
  }
  if (self == nullptr) {
    throw_error(plugin_, "create said BM_OK but gave no instance");
  }
}

void StrategyHost::on_step(const bm_view& view, bm_step_output& out) {
  bm_error error = words_.buffer();
  bm_status status = BM_OK;
  const bool kept = plugin::keeps_fp_control(
      [&] { status = plugin_.manifest->strategy->on_step(self_.get(), &view, &out, &error); });
  if (!kept) {
    fail(view, plugin::kSwitchedFpControl);
  }
  if (status != BM_OK) {
    fail(view, words_.text());
  }
  check_buffers(view, out);
  dropped_texts_ += out.texts.overflowed;
  dropped_series_values_ += out.series.overflowed;
}

void StrategyHost::check_buffers(const bm_view& view, const bm_step_output& out) const {
  if (out.orders.count > out.orders.capacity && view.warming_up == 0) {
    fail(view,
         fmt::format("wrote beyond the {} orders that its buffer holds", out.orders.capacity));
  }
  if (out.texts.count > out.texts.capacity) {
    fail(view,
         fmt::format("wrote beyond the {} rows of text that its buffer holds", out.texts.capacity));
  }
  if (out.series.count > out.series.capacity) {
    fail(view, fmt::format("wrote beyond the {} series values that its buffer holds",
                           out.series.capacity));
  }
}

void StrategyHost::fail(const bm_view& view, const std::string& what) const {
  std::string bars;
  for (std::uint32_t i = 0; i < view.active_count && i < 3; ++i) {
    const std::uint32_t symbol = view.active[i];
    bars += fmt::format("{}{} bar {}", i == 0 ? "" : ", ", universe_.instruments[symbol].symbol,
                        view.symbols[symbol].bar_count - 1);
  }
  bars += view.active_count > 3 ? ", ..." : "";
  throw_error(plugin_, fmt::format("step {} at {} ({}): {}", view.step,
                                   core::format_utc(view.time_ns), bars, what));
}

}  // namespace barometer::loop
