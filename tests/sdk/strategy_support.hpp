// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/context.hpp>

#include <array>
#include <cstdint>
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

}  // namespace barometer_test
