// SPDX-License-Identifier: Apache-2.0
// What a step may read and write, and what it leaves behind.
#include <fmt/format.h>

#include <cstddef>
#include <random>
#include <vector>

#include "backtest/perturbed_market.hpp"
#include "conformance/strategy_bench.hpp"
#include "conformance/strategy_laws.hpp"
#include "core/timestamp.hpp"

namespace barometer::conformance {

namespace {

constexpr int kCuts = 12;  // every other one in a step with orders

std::size_t cut_step(const RecordedOrders& orders, int number, std::mt19937_64& random) {
  const std::vector<std::size_t> deciding = orders.deciding_steps();
  return number % 2 == 0 || deciding.empty() ? random() % orders.steps()
                                             : deciding[random() % deciding.size()];
}

}  // namespace

LawNote check_future(StrategyBench& bench) {
  const RecordedOrders& plain = bench.plain().seen.orders;
  std::mt19937_64 random(1);
  for (int i = 0; i < kCuts; ++i) {
    const core::Timestamp cut = plain.time(cut_step(plain, i, random));
    for (const backtest::Future future : {backtest::Future::removed, backtest::Future::noise}) {
      const std::string done =
          fmt::format("the bars after {} were {}", core::format_utc(cut),
                      future == backtest::Future::removed ? "removed" : "replaced by noise");
      const backtest::PerturbedMarket other(bench.market(), future, cut, random());
      bench.require_same(bench.must_run(other.market(), {}, done).seen.orders, cut, done);
    }
  }
  return {fmt::format("{} cuts, the future removed and replaced by noise", kCuts)};
}

LawNote check_buffer(StrategyBench& bench) {
  bench.plain();
  const std::string done = "a buffer for one order was offered in every step";
  const WatchFindings seen = bench.must_run(bench.market(), {.short_buffer = true}, done).seen;
  if (seen.beyond_buffer >= 0) {
    throw LawBroken({done, bench.step_text(seen.beyond_buffer),
                     "one order is written, the others are counted in `overflowed`",
                     "memory behind the first order is written"});
  }
  return {"room for one order in every step"};
}

LawNote check_view(StrategyBench& bench) {
  bench.plain();
  const std::string done =
      "every step was shown on a copy of the view, which was overwritten after it";
  const WatchFindings seen = bench.must_run(bench.market(), {.copied_view = true}, done).seen;
  if (seen.view_written >= 0) {
    throw LawBroken({done, bench.step_text(seen.view_written), "the view as it was handed over",
                     "changed: " + seen.written});
  }
  bench.require_same(seen.orders, done);
  return {"a copy of the view in every step, overwritten after it"};
}

LawNote check_float_mode(StrategyBench& bench) {
  bench.plain();
  StrategyWatch watch = bench.watch({.kept = true});
  std::string switched;
  for (int run = 0; run < 2; ++run) {  // the second one after reset()
    const std::string in = bench.run(bench.market(), watch).seen.switched_in;
    switched = switched.empty() ? in : switched;
  }
  if (!switched.empty()) {
    throw LawBroken({switched + "() was called", "", "the mode as it was",
                     "another rounding, flushing of denormals or mask"});
  }
  return {"after create, reset and every step"};
}

LawNote check_allocation(StrategyBench& bench) {
  if (bench.allocations() == nullptr) {
    throw LawPassedOver(LawOutcome::does_not_apply,
                        "this build of the program does not count allocations (sanitizers do)");
  }
  bench.plain();
  const WatchFindings seen =
      bench.must_run(bench.market(), {.counter = bench.allocations()}, "a whole market was run")
          .seen;
  if (seen.first_allocating >= 0) {
    throw LawBroken({"a whole market was run", bench.step_text(seen.first_allocating),
                     "0 calls of malloc or operator new",
                     fmt::format("{} in {} steps", seen.allocations, seen.orders.steps() - 1)});
  }
  return {fmt::format("{} steps", seen.orders.steps() - 1)};
}

LawNote check_orders(StrategyBench& bench) {
  const StrategyRun& run = bench.plain();
  const auto orders = run.seen.orders.orders();
  if (run.broker.invalid > 0) {
    return {"", fmt::format("{} of {} orders were rejected as invalid or unsupported, the first "
                            "in {}",
                            run.broker.invalid, orders, bench.step_text(run.broker.first_invalid))};
  }
  if (run.broker.early > 0) {
    return {"", fmt::format("{} orders were dropped before the end of the warm-up that it declares",
                            run.broker.early)};
  }
  if (orders == 0) {
    return {"",
            "it never ordered anything on this market: most laws say little then; give it "
            "parameters with which it trades (--set strategy.params.NAME=VALUE)"};
  }
  return {fmt::format("{} orders, none invalid", orders)};
}

}  // namespace barometer::conformance
