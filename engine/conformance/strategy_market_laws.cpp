// SPDX-License-Identifier: Apache-2.0
// Markets as they come: small, large, short, rough, without tags.
#include <fmt/format.h>

#include <string>

#include "conformance/bench_market.hpp"
#include "conformance/strategy_bench.hpp"
#include "conformance/strategy_laws.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"

namespace barometer::conformance {

namespace {

// Runs a market that the strategy may reject at create, with a reason.
LawNote run_or_rejected(StrategyBench& bench, const data::MarketData& market,
                        const std::string& done, bool tagged = true, std::int64_t first_step = 0) {
  bench.plain();
  StrategyWatch watch = bench.watch({});
  try {
    const StrategyRun run = bench.run(market, watch, tagged, first_step);
    return {fmt::format("{}: {} orders", done, run.seen.orders.orders())};
  } catch (const core::Error& error) {
    const auto& faults = error.faults();
    const std::string what = faults.empty() ? error.what() : faults.front().what;
    if (error.kind() == core::ErrorKind::bad_input) {
      throw LawPassedOver(LawOutcome::does_not_apply, "rejected at create: " + what);
    }
    throw LawBroken({done, "", "a run to its end, or BM_INVALID_ARGUMENT at create", what});
  }
}

}  // namespace

LawNote check_warming_up(StrategyBench& bench) {
  const std::int64_t half = bench.market().timeline.steps() / 2;
  return run_or_rejected(bench, bench.market(), fmt::format("the run began at step {}", half), true,
                         half);
}

LawNote check_one_symbol(StrategyBench& bench) {
  return run_or_rejected(bench, symbols_of(bench.whole(), 1), "a market of one symbol");
}

LawNote check_many_symbols(StrategyBench& bench) {
  return run_or_rejected(bench, symbols_of(bench.whole(), kManySymbols),
                         fmt::format("a market of {} symbols", kManySymbols));
}

LawNote check_short_market(StrategyBench& bench) {
  LawNote note;
  for (const std::int64_t bars : {1, 2, 3}) {
    note = run_or_rejected(bench, first_bars_of(bench.whole(), bars),
                           fmt::format("a market of {} bars", bars));
  }
  return {"markets of 1, 2 and 3 bars"};
}

LawNote check_rough_market(StrategyBench& bench) {
  return run_or_rejected(bench, rough_market(bench.whole()),
                         "standing prices, no volume, prices times and through 1000");
}

LawNote check_untagged(StrategyBench& bench) {
  return run_or_rejected(bench, bench.market(), "a run without taggers", false);
}

}  // namespace barometer::conformance
