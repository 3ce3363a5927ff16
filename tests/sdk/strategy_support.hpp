// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bad_read.hpp>
#include <barometer/sdk/context.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace barometer_test {

// One step of a made-up market of two symbols with three bars each, as a strategy sees it.
struct Scene {
  static constexpr std::uint32_t kSymbols = 2;
  static constexpr std::int64_t kBars = 3;

  Scene() {
    for (std::uint32_t s = 0; s < kSymbols; ++s) {
      symbols[s].bars = {times.data(),     closes[s].data(), closes[s].data(),
                         closes[s].data(), closes[s].data(), closes[s].data(),
                         nullptr,          nullptr,          1};
      symbols[s].bar_count = kBars;
      symbols[s].tags = tags.data();
    }
    view.time_ns = times.back();
    view.step = 2;
    view.symbol_count = kSymbols;
    view.active = active.data();
    view.active_count = kSymbols;
    view.symbols = symbols.data();
    view.cash = 700;
    view.equity = 1000;
    buffer.data = rows.data();
    buffer.capacity = static_cast<std::uint32_t>(rows.size());
  }

  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  barometer::Context context() { return {view, out}; }

  std::array<std::int64_t, kBars> times{10, 20, 30};
  std::array<std::array<double, kBars>, kSymbols> closes{{{1, 2, 3}, {4, 5, 6}}};
  std::array<std::int8_t, kBars> category{0, 1, BM_TAG_UNKNOWN};
  std::array<float, kBars> scalar{0.5F, 1.5F, 2.5F};
  std::array<bm_tag_view, 2> tags{{{category.data(), nullptr}, {nullptr, scalar.data()}}};
  std::array<bm_symbol_view, kSymbols> symbols{};
  std::array<std::uint32_t, kSymbols> active{0, 1};
  std::array<bm_order, 4> rows{};
  bm_view view{};
  bm_step_output out{};
  bm_order_buffer& buffer = out.orders;
};

// The universe that goes with it: one category `mood` and one scalar `heat`.
struct Cast {
  std::array<const char*, 2> labels{"bad", "good"};
  std::array<bm_tag_info, 2> tags{{{"mood", BM_DIMENSION_CATEGORY, 2, labels.data()},
                                   {"heat", BM_DIMENSION_SCALAR, 0, nullptr}}};
  std::array<bm_instrument, 2> instruments{
      {{"A", BM_VENUE_ALWAYS_OPEN, 0, 3'600'000'000'000, 24, 365},
       {"B", BM_VENUE_ALWAYS_OPEN, 1, 3'600'000'000'000, 24, 365}}};
  bm_universe universe{instruments.data(), 2, 2, tags.data()};
};

// An instance of strategy class T in the Cast's universe, made and called by its slots.
template <class T>
class Live {
 public:
  static constexpr bm_strategy_slots kSlots = barometer::StrategySlots<T>::slots();

  // Of a class without parameters, or with one of this value.
  Live() { create({nullptr, nullptr, 0, 0}); }

  explicit Live(const bm_param_value& value) { create({T::kParams.data(), &value, 1, 0}); }

  ~Live() { kSlots.destroy(self_); }

  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

  bm_status step(Scene& scene) {
    bm_error error{text_.data(), text_.size()};
    return kSlots.on_step(self_, &scene.view, &scene.out, &error);
  }

  void reset() { kSlots.reset(self_); }

  // What create answered.
  bm_status status() const { return status_; }

  bool exists() const { return self_ != nullptr; }

  // What the slot that failed last said.
  std::string text() const { return text_.data(); }

  const std::array<std::uint8_t, 2>& reads() const { return reads_; }

  const bm_declaration& declared() const { return declared_; }

 private:
  void create(const bm_params& params) {
    bm_error error{text_.data(), text_.size()};
    status_ = kSlots.create(nullptr, &params, &cast_.universe, &declared_, &self_, &error);
  }

  Cast cast_;
  std::array<std::uint8_t, 2> reads_{};
  bm_declaration declared_{reads_.data(), nullptr, 0, 0, 0};
  std::array<char, 512> text_{};
  void* self_ = nullptr;
  bm_status status_ = BM_OK;
};

// What a read of something that is not there says; empty where it is there.
template <class Read>
std::string refusal(Read read) {
  try {
    read();
    return "";
  } catch (const barometer::BadRead& bad) {
    return bad.what();
  }
}

}  // namespace barometer_test
