// SPDX-License-Identifier: Apache-2.0
// What orders cost in the step loop: a market order per symbol and bar, and orders that rest.
// The aim: five resting orders per symbol all the time cost at most 2.5 times the market-order
// run; the cost of a symbol's orders does not depend on those of others.
#include <benchmark/benchmark.h>

#include "data/market_data.hpp"
#include "support/loop_harness.hpp"

namespace barometer {

namespace {

constexpr std::int64_t kSteps = 5'000;
constexpr std::size_t kSymbols = 10;

const data::MarketData& market() {
  static const data::MarketData bars =
      random_market(5, {.symbols = kSymbols, .steps = kSteps, .volatility = 0.01, .ragged = false});
  return bars;
}

void count_bars(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * kSteps * static_cast<std::int64_t>(kSymbols));
}

void market_orders(benchmark::State& state) {
  for (auto _ : state) {
    const loop::LoopResult result =
        run_loop({.market = market(), .behaviour = [](const bm_view& view, bm_order_buffer& out) {
                    for (core::SymbolIndex s = 0; s < view.symbol_count; ++s) {
                      const bm_side side = view.step % 2 == 0 ? BM_BUY : BM_SELL;
                      send(out, market_order(s, BM_AMOUNT_QUANTITY, 1, side));
                    }
                  }});
    benchmark::DoNotOptimize(result.fills.size());
  }
  count_bars(state);
}

// `range(0)` limits far below the market for each of the first `range(1)` symbols.
void resting_orders(benchmark::State& state) {
  for (auto _ : state) {
    const loop::LoopResult result = run_loop(
        {.market = market(), .behaviour = [&](const bm_view& view, bm_order_buffer& out) {
           for (core::SymbolIndex s = 0; view.step < state.range(0) && s < state.range(1); ++s) {
             bm_order order = market_order(s, BM_AMOUNT_QUANTITY, 1, BM_BUY);
             order.type = BM_ORDER_LIMIT;
             order.limit_price = 1e-6;
             send(out, order);
           }
         }});
    benchmark::DoNotOptimize(result.fills.size());
  }
  count_bars(state);
}

BENCHMARK(market_orders)->Unit(benchmark::kMillisecond);
BENCHMARK(resting_orders)
    ->Args({0, 10})
    ->Args({5, 10})
    ->Args({60, 1})
    ->Args({60, 10})
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace barometer
