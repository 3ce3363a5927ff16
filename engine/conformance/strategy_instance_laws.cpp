// SPDX-License-Identifier: Apache-2.0
// Instances of one strategy: one after the other, in turn, and at the same time.
#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <exception>
#include <optional>
#include <thread>
#include <vector>

#include "conformance/strategy_bench.hpp"
#include "conformance/strategy_laws.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"

namespace barometer::conformance {

LawNote check_runs(StrategyBench& bench) {
  const StrategyRun run = bench.must_run(bench.market(), {}, "a whole market was run");
  return {fmt::format("{} symbols, {} steps, {} orders, {} fills", bench.market().symbols.size(),
                      run.seen.orders.steps(), run.seen.orders.orders(), run.broker.fills)};
}

LawNote check_repeat(StrategyBench& bench) {
  bench.plain();
  const std::string done = "the same market was run a second time";
  bench.require_same(bench.must_run(bench.market(), {}, done).seen.orders, done);
  return {fmt::format("two runs with {} orders", bench.plain().seen.orders.orders())};
}

LawNote check_reset(StrategyBench& bench) {
  bench.plain();
  const std::string done = "the instance was reset after a run and ran again";
  StrategyWatch watch = bench.watch({.kept = true});
  try {
    bench.run(bench.market(), watch);
    bench.require_same(bench.run(bench.market(), watch).seen.orders, done);
  } catch (const core::Error& error) {
    throw LawBroken({done, "", "a run to its end", error.what()});
  }
  return {"reset after a whole run"};
}

LawNote check_together(StrategyBench& bench) {
  bench.plain();
  const std::string done = "a second instance was shown every step first";
  bench.require_same(bench.must_run(bench.market(), {.shadowed = true}, done).seen.orders, done);
  return {"two instances step by step"};
}

LawNote check_threads(StrategyBench& bench) {
  bench.plain();
  const std::string done = "four runs were made at the same time, each on its thread";
  std::array<std::optional<StrategyRun>, 4> runs;
  std::array<std::exception_ptr, 4> failures;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      threads.emplace_back([&, i] {
        try {
          runs[i] = bench.must_run(bench.market(), {}, done);
        } catch (...) {
          failures[i] = std::current_exception();
        }
      });
    }
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (failures[i]) {
      std::rethrow_exception(failures[i]);
    }
    bench.require_same(runs[i]->seen.orders, done);
  }
  return {"four runs on four threads"};
}

}  // namespace barometer::conformance
