// SPDX-License-Identifier: Apache-2.0
#include "conformance/strategy_watch.hpp"

#include <barometer/abi/plugin.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <span>
#include <utility>

#include "conformance/float_modes.hpp"
#include "conformance/kept_universe.hpp"
#include "conformance/view_copy.hpp"
#include "plugin/library.hpp"
#include "plugin/slot_error.hpp"

namespace barometer::conformance {

namespace {

constexpr std::size_t kGuards = 512;  // orders behind a short buffer
constexpr std::byte kGuard{0xA5};

}  // namespace

// The slots that the host calls, and those that they hand on to.
class StrategyWatch::Between {
 public:
  Between(const plugin::Plugin& plugin, WatchOptions options);
  Between(const Between&) = delete;  // its slots point at it
  Between& operator=(const Between&) = delete;

  plugin::Plugin watched() const;
  WatchFindings take_findings();

 private:
  // An instance and the universe that it was told of.
  struct Watched;

  static bm_status create(void* maker, const bm_params* params, const bm_universe* universe,
                          bm_declaration* declared, void** self, bm_error* error);
  static bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error* error);
  static void reset(void* self);
  static void destroy(void* self);

  bm_status make(const bm_params* params, const bm_universe& universe, bm_declaration* declared,
                 bm_error* error);
  bm_status step(const bm_view& view, bm_step_output& out, bm_error* error);
  void show_to_shadow(const bm_view& view);
  bm_status ask(const bm_view& shown, bm_step_output& out, bm_error* error, std::int64_t step);
  void offer_one(bm_order_buffer& orders);
  void look_at_guards(const bm_order_buffer& orders, std::int64_t step);
  void look_at_copy(const ViewCopy& copy, const bm_view& view);
  template <class Call>
  void call(const char* slot, const Call& body);

  plugin::Plugin plugin_;
  WatchOptions options_;
  bm_strategy_slots slots_{};
  bm_manifest manifest_{};
  std::unique_ptr<Watched> watched_;
  std::unique_ptr<Watched> shadow_;
  std::array<ViewCopy, 2> copies_;  // in turn, so that what is kept of one is not the next
  std::vector<bm_order> short_buffer_;
  WatchFindings findings_;
};

struct StrategyWatch::Between::Watched {
  Watched(const bm_strategy_slots& slots, const bm_universe& told)
      : universe(told), self(nullptr, slots.destroy) {}

  KeptUniverse universe;
  bm_declaration declared{};
  std::vector<std::uint8_t> reads;
  std::unique_ptr<void, void (*)(void*)> self;
};

StrategyWatch::Between::Between(const plugin::Plugin& plugin, WatchOptions options)
    : plugin_(plugin), options_(options), slots_(*plugin.manifest->strategy) {
  slots_.struct_size = sizeof slots_;
  slots_.maker = this;
  slots_.create = &create;
  slots_.on_step = &on_step;
  slots_.reset = &reset;
  slots_.destroy = &destroy;
  manifest_ = *plugin.manifest;
  manifest_.strategy = &slots_;
}

plugin::Plugin StrategyWatch::Between::watched() const {
  plugin::Plugin plugin = plugin_;
  plugin.manifest = &manifest_;
  return plugin;
}

WatchFindings StrategyWatch::Between::take_findings() {
  return std::exchange(findings_, {});
}

template <class Call>
void StrategyWatch::Between::call(const char* slot, const Call& body) {
  FloatModes modes;
  body();
  if (modes.switched() && findings_.switched_in.empty()) {
    findings_.switched_in = slot;
  }
}

bm_status StrategyWatch::Between::make(const bm_params* params, const bm_universe& universe,
                                       bm_declaration* declared, bm_error* error) {
  const bm_strategy_slots& real = *plugin_.manifest->strategy;
  bm_status status = BM_OK;
  const auto made = [&](bm_declaration* into) {
    auto watched = std::make_unique<Watched>(real, universe);
    void* self = nullptr;
    call("create", [&] {
      status = real.create(real.maker, params, &watched->universe.view(), into, &self, error);
    });
    watched->self.reset(status == BM_OK ? self : nullptr);
    return watched;
  };
  if (options_.shadowed) {
    std::vector<std::uint8_t> reads(universe.tag_count, 0);
    bm_declaration unread{};
    unread.reads = reads.data();
    shadow_ = made(&unread);
  }
  if (status == BM_OK) {
    watched_ = made(declared);
    watched_->reads.assign(declared->reads, declared->reads + universe.tag_count);
    watched_->declared = *declared;
  }
  return status;
}

bm_status StrategyWatch::Between::create(void* maker, const bm_params* params,
                                         const bm_universe* universe, bm_declaration* declared,
                                         void** self, bm_error* error) {
  auto& watch = *static_cast<Between*>(maker);
  bm_status status = BM_OK;
  if (watch.options_.kept && watch.watched_ != nullptr) {
    Watched& kept = *watch.watched_;
    watch.call("reset", [&] { watch.plugin_.manifest->strategy->reset(kept.self.get()); });
    std::ranges::copy(kept.reads, declared->reads);
    kept.declared.reads = declared->reads;
    *declared = kept.declared;
  } else {
    status = watch.make(params, *universe, declared, error);
  }
  const bool made = status == BM_OK && watch.watched_->self != nullptr;
  *self = made ? maker : nullptr;
  return status;
}

void StrategyWatch::Between::show_to_shadow(const bm_view& view) {
  std::vector<bm_order> orders(std::max<std::size_t>(64, 8 * view.symbol_count));
  bm_step_output out{};
  out.orders.data = orders.data();
  out.orders.capacity = static_cast<std::uint32_t>(orders.size());
  plugin::SlotError words;
  bm_error error = words.buffer();
  call("on_step",
       [&] { plugin_.manifest->strategy->on_step(shadow_->self.get(), &view, &out, &error); });
}

bm_status StrategyWatch::Between::ask(const bm_view& shown, bm_step_output& out, bm_error* error,
                                      std::int64_t step) {
  const AllocationCounter counter = step > 0 ? options_.counter : nullptr;
  bm_status status = BM_OK;
  const std::int64_t before = counter != nullptr ? counter() : 0;
  call("on_step", [&] {
    status = plugin_.manifest->strategy->on_step(watched_->self.get(), &shown, &out, error);
  });
  const std::int64_t made = counter != nullptr ? counter() - before : 0;
  findings_.allocations += made;
  if (made > 0 && findings_.first_allocating < 0) {
    findings_.first_allocating = step;
  }
  return status;
}

void StrategyWatch::Between::offer_one(bm_order_buffer& orders) {
  short_buffer_.resize(1 + kGuards);
  std::memset(short_buffer_.data(), static_cast<int>(kGuard),
              short_buffer_.size() * sizeof(bm_order));
  orders.data = short_buffer_.data();
  orders.capacity = 1;
}

void StrategyWatch::Between::look_at_guards(const bm_order_buffer& orders, std::int64_t step) {
  const auto guards = std::as_bytes(std::span(short_buffer_).subspan(1));
  const bool hit = std::ranges::any_of(guards, [](std::byte b) { return b != kGuard; });
  if ((hit || orders.count > 1) && findings_.beyond_buffer < 0) {
    findings_.beyond_buffer = step;
  }
}

void StrategyWatch::Between::look_at_copy(const ViewCopy& copy, const bm_view& view) {
  const std::string what = copy.changed(view);
  if (!what.empty() && findings_.view_written < 0) {
    findings_.view_written = view.step;
    findings_.written = what;
  }
}

bm_status StrategyWatch::Between::step(const bm_view& view, bm_step_output& out, bm_error* error) {
  if (shadow_ != nullptr) {
    show_to_shadow(view);
  }
  const bm_order_buffer whole = out.orders;
  if (options_.short_buffer) {
    offer_one(out.orders);
  }
  ViewCopy& copy = copies_[static_cast<std::size_t>(view.step % 2)];
  const bm_status status =
      ask(options_.copied_view ? copy.take(view) : view, out, error, view.step);
  if (options_.copied_view) {
    look_at_copy(copy, view);
    copy.spoil();
  }
  findings_.orders.add(view, out.orders);
  if (options_.short_buffer) {
    look_at_guards(out.orders, view.step);
    out.orders = whole;  // what the broker would make of single orders is not looked at
  }
  return status;
}

bm_status StrategyWatch::Between::on_step(void* self, const bm_view* view, bm_step_output* out,
                                          bm_error* error) {
  return static_cast<Between*>(self)->step(*view, *out, error);
}

void StrategyWatch::Between::reset(void* self) {
  auto& watch = *static_cast<Between*>(self);
  watch.plugin_.manifest->strategy->reset(watch.watched_->self.get());
}

void StrategyWatch::Between::destroy(void* self) {
  if (self == nullptr) {
    return;
  }
  auto& watch = *static_cast<Between*>(self);
  watch.shadow_.reset();
  if (!watch.options_.kept) {
    watch.watched_.reset();
  }
}

StrategyWatch::StrategyWatch(const plugin::Plugin& watched, WatchOptions options)
    : between_(std::make_unique<Between>(watched, options)) {}

StrategyWatch::~StrategyWatch() = default;
StrategyWatch::StrategyWatch(StrategyWatch&&) noexcept = default;

plugin::Plugin StrategyWatch::plugin() const {
  return between_->watched();
}

WatchFindings StrategyWatch::take_findings() {
  return between_->take_findings();
}

}  // namespace barometer::conformance
