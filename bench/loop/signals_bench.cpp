// SPDX-License-Identifier: Apache-2.0
// What signals cost: the loop over a million bars of one symbol with entries and exits every fifty
// bars or so, above the same loop with a strategy that does nothing, by pairs. And the whole way
// from columns to metrics on bars in memory, a table of a row a bar. One thread; medians.
#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <barometer/backtest/api/run.hpp>
#include <barometer/backtest/api/signals.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

#include "backtest/result_state.hpp"
#include "bench/pairs.hpp"

namespace barometer {

namespace {

constexpr int kRuns = 21;
constexpr std::size_t kBars = 1'000'000;

constexpr std::string_view kConfig = R"(
data:
  source: synthetic
  bar: 1h
  venue: 24x7
  synthetic: {symbols: 1, bars: 1000000, start: 1900-01-01, seed: 7}
broker: {cash: 100000, commission: 10bps, slippage: 2bps}
latency: {meter: off}
)";

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// A strategy that does nothing.
backtest::CallersStrategy idle_strategy() {
  static constexpr bm_strategy_slots kSlots{
      .struct_size = sizeof(bm_strategy_slots),
      .reserved = 0,
      .maker = nullptr,
      .create =
          [](void*, const bm_params*, const bm_universe*, bm_declaration*, void** self, bm_error*) {
            *self = new char;
            return bm_status{BM_OK};
          },
      .on_step = [](void*, const bm_view*, bm_step_output*, bm_error*) { return bm_status{BM_OK}; },
      .reset = [](void*) {},
      .destroy = [](void* self) { delete static_cast<char*>(self); }};
  static const bm_manifest manifest = [] {
    bm_manifest made{};
    made.magic = BM_MAGIC;
    made.struct_size = sizeof made;
    made.abi_major = BM_ABI_MAJOR;
    made.abi_minor = BM_ABI_MINOR;
    made.kind = BM_PLUGIN_STRATEGY;
    made.name = made.version = made.build = made.description = "idle";
    made.strategy = &kSlots;
    return made;
  }();
  return {.manifest = {std::shared_ptr<void>(), &manifest}};
}

backtest::Plan plan_of(backtest::CallersStrategy strategy) {
  return backtest::Plan::parse(kConfig,
                               {.file = "signals_bench.yaml", .strategy = std::move(strategy)});
}

// An entry or an exit every fifty bars in the mean, a row a bar.
backtest::SymbolSignals rows_of(const backtest::Market& market) {
  backtest::SymbolSignals rows;
  std::mt19937_64 random(1);
  for (std::size_t bar = 0; bar < kBars; ++bar) {
    rows.times_ns.push_back(market.step_time_ns(static_cast<std::int64_t>(bar)));
    const std::uint64_t drawn = random() % 100;
    rows.entries.push_back(drawn == 0 ? 1 : 0);
    rows.exits.push_back(drawn == 1 ? 1 : 0);
  }
  return rows;
}

double loop_ns(const backtest::Plan& plan, const backtest::Market& market) {
  const backtest::Result result = backtest::run(plan, market, {}, {.threads = 1});
  return 1e9 * result.state().record.latency.loop_seconds / static_cast<double>(kBars);
}

// Whether it was kept that signals cost so little above a strategy that does nothing.
bool measure_loop(const backtest::Market& market, const backtest::Plan& signals,
                  const backtest::Plan& silent) {
  const backtest::Plan idle = plan_of(idle_strategy());
  std::vector<double> nothing;
  std::vector<double> above;
  std::vector<double> orders_above;
  for (int i = 0; i < kRuns; ++i) {
    nothing.push_back(loop_ns(idle, market));
    above.push_back(loop_ns(silent, market) - nothing.back());
    orders_above.push_back(loop_ns(signals, market) - nothing.back());
  }
  fmt::print("{:<52} median {:6.1f} ns a bar\n", "an idle strategy", median(nothing));
  fmt::print("{:<52} median {:6.1f} ns a bar +- {:.1f}\n", "signals that ask for nothing, above it",
             median(above), standard_error_of_median(above));
  constexpr double kMostNs = 25;
  fmt::print("{:<52} median {:6.1f} ns a bar +- {:.1f}, at most {}\n",
             "signals with their orders and fills, above it", median(orders_above),
             standard_error_of_median(orders_above), kMostNs);
  return median(orders_above) <= kMostNs;
}

void measure_whole(const backtest::Market& market, const backtest::SymbolSignals& rows) {
  std::vector<double> tables;
  std::vector<double> wholes;
  std::size_t fills = 0;
  for (int i = 0; i < kRuns; ++i) {
    backtest::SignalTable table{.symbols = {rows}};
    const auto start = Clock::now();
    backtest::CallersStrategy strategy = backtest::signals_strategy(std::move(table));
    tables.push_back(seconds_since(start));
    const backtest::Result result =
        backtest::run(plan_of(std::move(strategy)), market, {}, {.threads = 1});
    wholes.push_back(seconds_since(start));
    fills = result.fills().size();
  }
  std::vector<double> idle;
  for (int i = 0; i < kRuns; ++i) {
    const auto start = Clock::now();
    backtest::run(plan_of(idle_strategy()), market, {}, {.threads = 1});
    idle.push_back(seconds_since(start));
  }
  fmt::print("{:<52} median {:6.1f} ms\n", "a whole run of the idle strategy", 1e3 * median(idle));
  fmt::print("{:<52} median {:6.1f} ms\n", "the table checked and hashed", 1e3 * median(tables));
  fmt::print("{:<52} median {:6.1f} ms, {} fills\n", "from columns to metrics",
             1e3 * median(wholes), fills);
}

}  // namespace

}  // namespace barometer

int main() {
  using namespace barometer;
  fmt::print("--- signals on {} synthetic hours of one symbol, one thread\n", kBars);
  const backtest::Market market = backtest::Market::load(plan_of(idle_strategy()));
  const backtest::SymbolSignals rows = rows_of(market);
  backtest::SymbolSignals silent = rows;
  silent.entries.assign(kBars, 0);
  silent.exits.assign(kBars, 0);
  const bool kept = measure_loop(market, plan_of(backtest::signals_strategy({.symbols = {rows}})),
                                 plan_of(backtest::signals_strategy({.symbols = {silent}})));
  measure_whole(market, rows);
  return kept ? 0 : 1;
}
