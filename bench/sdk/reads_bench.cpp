// SPDX-License-Identifier: Apache-2.0
// What the checks of a strategy's reads cost: each read beside the same one unchecked. Bars lie in
// rows of six words, as a run has them; the time is that of one read.

#include <barometer/sdk/context.hpp>
#include <barometer/sdk/window.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace {

using barometer::Bar;

constexpr std::int64_t kBars = 4'096;
constexpr std::int64_t kStride = 6;
constexpr std::int64_t kLookback = 20;

struct Rows {
  Rows() : words(static_cast<std::size_t>(kBars * kStride), 1.5), times(words.size(), 1) {
    view.bars = {times.data(), words.data(), &words[1], &words[2], &words[3],
                 &words[4],    nullptr,      nullptr,   kStride};
    view.raw = view.bars;
    view.bar_count = kBars;
    step.symbols = &view;
    step.symbol_count = 1;
  }

  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  std::vector<double> words;
  std::vector<std::int64_t> times;
  bm_symbol_view view{};
  bm_view step{};
  bm_step_output out{};
};

template <class Read>
void read_all(benchmark::State& state, Read read) {
  const Rows rows;
  std::int64_t back = kLookback;
  benchmark::DoNotOptimize(back);
  for (auto _ : state) {
    double sum = 0;
    for (std::int64_t index = kLookback; index < kBars; ++index) {
      Bar bar = barometer::bar_at(rows.view.bars, index);
      bar.view = &rows.view;
      sum += read(bar, back);
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * (kBars - kLookback));
}

void unchecked(benchmark::State& state) {
  read_all(state, [](const Bar& bar, std::int64_t k) { return bar.ago_unchecked(k).close; });
}

void checked(benchmark::State& state) {
  read_all(state, [](const Bar& bar, std::int64_t k) { return bar.ago(k).close; });
}

void with_fallback(benchmark::State& state) {
  read_all(state, [](const Bar& bar, std::int64_t k) { return bar.ago_or(k, &Bar::close, 0); });
}

void window_front(benchmark::State& state) {
  read_all(state, [](const Bar& bar, std::int64_t k) { return closes(bar, k).front(); });
}

// Of a symbol's position, which the view has; the second as it was before reads were checked.
void position(benchmark::State& state) {
  Rows rows;
  const barometer::Context ctx(rows.step, rows.out);
  std::uint32_t symbol = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(symbol);
    benchmark::DoNotOptimize(ctx.position(symbol));
  }
}

void position_unchecked(benchmark::State& state) {
  const Rows rows;
  std::uint32_t symbol = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(symbol);
    benchmark::DoNotOptimize(rows.step.symbols[symbol].position);
  }
}

BENCHMARK(unchecked);
BENCHMARK(checked);
BENCHMARK(with_fallback);
BENCHMARK(window_front);
BENCHMARK(position_unchecked);
BENCHMARK(position);

}  // namespace
