// SPDX-License-Identifier: Apache-2.0
#include "loop/strategy_host.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "loop/declared_series.hpp"
#include "regime/dimension.hpp"

namespace barometer::loop {

namespace {

[[noreturn]] void throw_error(const plugin::Plugin& plugin, const std::string& what,
                              core::ErrorKind code = core::ErrorKind::plugin_failed,
                              const std::string& fix = "") {
  throw core::Error(
      code, core::Fault{plugin.path.string(),
                        fmt::format("strategy '{}': {}", plugin.manifest->name, what), fix});
}

}  // namespace

StrategyHost::StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
                           std::span<const bm_instrument> instruments,
                           std::span<const regime::Dimension> dimensions)
    : StrategyHost(std::move(plugin), std::move(params),
                   std::make_shared<const ShownInstruments>(instruments), dimensions, {}) {}

StrategyHost::StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
                           std::shared_ptr<const ShownInstruments> instruments,
                           std::span<const regime::Dimension> dimensions)
    : StrategyHost(std::move(plugin), std::move(params), std::move(instruments), dimensions,
                   {.many = true}) {}

StrategyHost::StrategyHost(plugin::Plugin plugin, plugin::ParamValues params,
                           std::shared_ptr<const ShownInstruments> instruments,
                           std::span<const regime::Dimension> dimensions, plugin::OneOf one_of)
    : plugin_(std::move(plugin)),
      params_(std::move(params)),
      reads_(dimensions.size(), 0),
      instruments_(std::move(instruments)),
      on_step_(plugin_.manifest->strategy->on_step),
      one_of_(one_of),
      self_(nullptr, {plugin_.manifest->strategy->destroy, plugin_.told, one_of}) {
  describe_tags(dimensions);
  const std::span<const bm_instrument> shown = instruments_->all();
  universe_ = {shown.data(), static_cast<std::uint32_t>(shown.size()),
               static_cast<std::uint32_t>(tags_.size()), tags_.data()};
  create();
  for (const bm_instrument& instrument : shown) {
    symbols_.push_back(plugin::remember(instrument.symbol));
  }
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

void StrategyHost::create() {
  bm_error error = words_.buffer();
  void* self = nullptr;
  const bm_params params = params_.view();
  const bm_strategy_slots& slots = *plugin_.manifest->strategy;
  bm_declaration declared{};
  declared.reads = reads_.data();
  bm_status status = BM_OK;
  const bool kept = plugin::keeps_fp_control([&] {
    const plugin::SetupCall call(plugin::Call::create, plugin_.told, one_of_);
    status = slots.create(slots.maker, &params, &universe_, &declared, &self, &error);
  });
  self_.reset(status == BM_OK ? self : nullptr);
  if (!kept) {
    throw_error(plugin_, fmt::format("create {}", plugin::kSwitchedFpControl));
  }
  if (status != BM_OK) {
    throw_error(plugin_, words_.lines(), plugin::setup_error_kind(status));
  }
  if (self == nullptr) {
    throw_error(plugin_, "create said BM_OK but gave no instance");
  }
  take_declaration(declared, universe_.symbol_count);
}

void StrategyHost::take_declaration(const bm_declaration& declared, std::size_t symbols) {
  if (declared.warmup_bars < 0) {
    throw_error(plugin_, fmt::format("declares a warm-up of {} bars; it has 0 or more",
                                     declared.warmup_bars));
  }
  warmup_bars_ = declared.warmup_bars;
  std::vector<std::string> faults;
  std::vector<core::DeclaredSeries> series = declared_series(declared, faults);
  if (!faults.empty()) {
    throw_error(plugin_, fmt::format("{}", fmt::join(faults, "; ")));
  }
  output_ = StepOutput(symbols, std::move(series));
}

void StrategyHost::fail_step(const bm_view& view, const bm_step_output& out, bool kept,
                             bm_status status) {
  output_.take(view, out);  // the rows of this very step say most about it
  fail(view, !kept             ? std::string(plugin::kSwitchedFpControl)
             : status != BM_OK ? words_.lines()
                               : fmt::format("wrote beyond the {} orders that its buffer holds",
                                             out.orders.capacity));
}

void StrategyHost::take_written(const bm_view& view, const bm_step_output& out) {
  if (const std::string wrong = output_.take(view, out); !wrong.empty()) {
    fail(view, wrong);
  }
}

// An order for a symbol that does not exist stays, to be rejected.
void StrategyHost::drop_early_orders(const bm_view& view, bm_order_buffer& orders) {
  const auto is_early = [&](const bm_order& order) {
    return order.symbol < view.symbol_count && view.symbols[order.symbol].bar_count <= warmup_bars_;
  };
  // clang 14 does not compile what std::ranges::remove_if returns.
  const bm_order* const kept = std::remove_if(orders.data, orders.data + orders.count, is_early);
  const auto count = static_cast<std::uint32_t>(kept - orders.data);
  early_orders_ += orders.count - count;
  orders.count = count;
}

void StrategyHost::fail(const bm_view& view, const std::string& what) const {
  std::string bars;
  for (std::uint32_t i = 0; i < view.active_count && i < 3; ++i) {
    const std::uint32_t symbol = view.active[i];
    bars += fmt::format("{}{} bar {}", i == 0 ? "" : ", ", universe_.instruments[symbol].symbol,
                        view.symbols[symbol].bar_count - 1);
  }
  bars += view.active_count > 3 ? ", ..." : "";
  const std::string rows = output_.last_rows(universe_);
  throw_error(
      plugin_,
      fmt::format("step {} at {} ({}): {}", view.step, core::format_utc(view.time_ns), bars, what),
      core::ErrorKind::plugin_failed, rows.empty() ? "" : "the last rows of its log:" + rows);
}

}  // namespace barometer::loop
