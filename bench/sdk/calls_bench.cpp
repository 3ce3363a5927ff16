// SPDX-License-Identifier: Apache-2.0
// What the calls of docs/sdk_card.md cost: one call each, in a run of 100 symbols whose bars lie in
// rows of six words.

#include <barometer/sdk/cross_section.hpp>
#include <barometer/sdk/indicators/adx.hpp>
#include <barometer/sdk/indicators/atr.hpp>
#include <barometer/sdk/indicators/donchian.hpp>
#include <barometer/sdk/indicators/ema.hpp>
#include <barometer/sdk/indicators/rolling_extreme.hpp>
#include <barometer/sdk/indicators/rsi.hpp>
#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/indicators/wma.hpp>
#include <barometer/sdk/indicators/z_score.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/regime_tagger.hpp>
#include <barometer/sdk/strategy.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using namespace barometer;

constexpr std::uint32_t kSymbols = 100;
constexpr std::int64_t kBars = 64;
constexpr std::int64_t kStride = 6;

// One step, with a category tag and room for what is written in it.
struct Step {
  Step()
      : words(kBars * kStride), times(words.size(), 1), instruments(kSymbols), symbols(kSymbols) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      words[i] = 100 + static_cast<double>(i * 7 % 13);
    }
    tag = {labels.data(), nullptr};
    for (std::uint32_t s = 0; s < kSymbols; ++s) {
      instruments[s] = {"A", BM_VENUE_ALWAYS_OPEN, s, 3'600'000'000'000, 24, 365};
      symbols[s].bars = {times.data(), words.data(), &words[1], &words[2], &words[3],
                         &words[4],    nullptr,      nullptr,   kStride};
      symbols[s].bar_count = kBars - s % 7;
      symbols[s].tags = &tag;
      active.push_back(s);
    }
    view.symbols = symbols.data();
    view.active = active.data();
    view.symbol_count = view.active_count = kSymbols;
    out.orders = {orders.data(), 0, static_cast<std::uint32_t>(orders.size()), 0, 0};
    out.texts = {texts.data(), 0, static_cast<std::uint32_t>(texts.size()), 0, 0};
    out.series = {values.data(), 0, static_cast<std::uint32_t>(values.size()), 0, 0};
  }

  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  std::vector<double> words;
  std::vector<std::int64_t> times;
  std::vector<bm_instrument> instruments;
  std::vector<bm_symbol_view> symbols;
  std::vector<std::uint32_t> active;
  std::array<std::int8_t, kBars> labels{};
  bm_tag_view tag{};
  std::array<const char*, 5> names{"strong_down", "weak_down", "sideways", "weak_up", "strong_up"};
  bm_tag_info info{"trend", BM_DIMENSION_CATEGORY, 5, names.data()};
  bm_universe universe{instruments.data(), kSymbols, 1, &info};
  std::uint8_t reads = 0;
  bm_declaration declared{&reads, nullptr, 0, 0, 0};
  bm_params none{};
  Setup setup{none, universe, declared};
  bm_view view{};
  std::array<bm_order, 64> orders{};
  std::array<bm_text_row, 64> texts{};
  std::array<bm_series_value, 64> values{};
  bm_step_output out{};
  Context ctx{view, out};
};

// Calls `call(step, bar)` over and over, each time into empty buffers.
template <class Call>
void call_each(benchmark::State& state, Step& step, Call call) {
  std::uint32_t symbol = 3;
  for (auto _ : state) {
    benchmark::DoNotOptimize(symbol);
    step.out.orders.count = step.out.texts.count = step.out.series.count = 0;
    const Bar bar = step.ctx.bar(symbol);
    benchmark::DoNotOptimize(call(bar));
    benchmark::ClobberMemory();
  }
}

void ctx_bar(benchmark::State& state) {
  Step step;
  call_each(state, step, [](const Bar& bar) { return bar.close; });
}

void tag_of_bar(benchmark::State& state) {
  Step step;
  const auto trend = step.setup.category<Trend>("trend");
  call_each(state, step, [&](const Bar& bar) { return trend[bar]; });
}

void per_symbol(benchmark::State& state) {
  Step step;
  PerSymbol<double> kept(step.setup, 1.0);
  call_each(state, step, [&](const Bar& bar) { return kept[bar.symbol] += bar.close; });
}

void window_sum_20(benchmark::State& state) {
  Step step;
  call_each(state, step, [](const Bar& bar) {
    const BarWindow window = closes(bar, 20);
    return std::accumulate(window.begin(), window.end(), 0.0);
  });
}

void target_weight(benchmark::State& state) {
  Step step;
  call_each(state, step, [&](const Bar& bar) {
    step.ctx.target_weight(bar.symbol, 0.1);
    return 0;
  });
}

void limit(benchmark::State& state) {
  Step step;
  call_each(state, step, [&](const Bar& bar) {
    step.ctx.limit(bar.symbol, 2, bar.low);
    return 0;
  });
}

void bracket(benchmark::State& state) {
  Step step;
  call_each(state, step, [&](const Bar& bar) {
    return step.ctx.bracket(bar.symbol, {.quantity = 1, .stop = bar.low, .target = bar.high});
  });
}

void close_flat(benchmark::State& state) {
  Step step;
  call_each(state, step, [&](const Bar& bar) {
    step.ctx.close(bar.symbol);
    return 0;
  });
}

void plot(benchmark::State& state) {
  Step step;
  const Series series(0);
  call_each(state, step, [&](const Bar& bar) {
    step.ctx.plot(bar, series, bar.close);
    return 0;
  });
}

void log_number(benchmark::State& state) {
  Step step;
  call_each(state, step, [&](const Bar& bar) {
    step.ctx.log(bar, "close {:.2f}", bar.close);
    return 0;
  });
}

void rank_100(benchmark::State& state) {
  Step step;
  CrossSection ranks(step.setup);
  call_each(state, step, [&](const Bar&) {
    ranks.rank(step.ctx, [](const Bar& bar) { return bar.close; });
    return ranks.size();
  });
}

// A bar of a block read and tagged.
void block_bar_and_set(benchmark::State& state) {
  Step step;
  std::array<std::int8_t, kBars> labels{};
  const bm_tag_column column{labels.data(), nullptr, nullptr};
  const TagBlock block(step.symbols[0].bars, nullptr, 0, kBars, &column);
  for (auto _ : state) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      block.set(0, k, block.bar(k).close > 105 ? 1 : 0);
    }
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * kBars);
}

// Of one bar after the other, so that nothing stands still.
template <class Indicator>
void update(benchmark::State& state) {
  Step step;
  Indicator indicator(48);
  std::int64_t index = 0;
  for (auto _ : state) {
    const Bar bar = bar_at(step.symbols[0].bars, index++ % kBars);
    if constexpr (requires { indicator.update(bar.high, bar.low, bar.close); }) {
      indicator.update(bar.high, bar.low, bar.close);
      benchmark::DoNotOptimize(indicator.value());
    } else if constexpr (requires { indicator.update(bar.high, bar.low); }) {
      indicator.update(bar.high, bar.low);
      benchmark::DoNotOptimize(indicator.upper() - indicator.lower());
    } else {
      indicator.update(bar.close);
      benchmark::DoNotOptimize(indicator.value());
    }
  }
}

BENCHMARK(ctx_bar);
BENCHMARK(tag_of_bar);
BENCHMARK(per_symbol);
BENCHMARK(window_sum_20);
BENCHMARK(target_weight);
BENCHMARK(limit);
BENCHMARK(bracket);
BENCHMARK(close_flat);
BENCHMARK(plot);
BENCHMARK(log_number);
BENCHMARK(rank_100);
BENCHMARK(block_bar_and_set);
BENCHMARK(update<Sma>);
BENCHMARK(update<Wma>);
BENCHMARK(update<Ema>);
BENCHMARK(update<ZScore>);
BENCHMARK(update<Donchian>);
BENCHMARK(update<RollingMax>);
BENCHMARK(update<Atr>);
BENCHMARK(update<Adx>);
BENCHMARK(update<Rsi>);

}  // namespace
