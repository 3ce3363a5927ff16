// SPDX-License-Identifier: Apache-2.0
#include "backtest/causality.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "backtest/perturbed_market.hpp"
#include "backtest/run_difference.hpp"
#include "core/timestamp.hpp"

namespace barometer::backtest {

namespace {

BacktestResult run_on(const config::RunConfig& config, const RunPlan& assembly,
                      const PerturbedMarket& doctored, core::Workers& workers,
                      const std::atomic<bool>& stop) {
  loop::LoopControl control{stop};
  const std::vector<regime::BarSource> sources = doctored.sources();
  return run_backtest(
      {config, assembly, doctored.market(), sources, workers, control, latency::ClockFacts{}, {}});
}

// Metering and its budgets say nothing about causality, nor does what is done about the end.
config::RunConfig plain_run(config::RunConfig config) {
  config.latency.meter = config::Meter::off;
  config.broker.close_at_end = false;
  return config;
}

std::int64_t any_step(const data::MarketData& market, std::mt19937_64& random) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(market.timeline.steps()));
}

// A step in which an order was made. Who peeks by one bar gives itself away only where it decides,
// and a strategy that trades rarely decides in few steps.
std::int64_t deciding_step(const core::ReservedLog<orders::OrderRecord>& orders,
                           const data::MarketData& market, std::mt19937_64& random) {
  return orders.empty() ? any_step(market, random) : orders[random() % orders.size()].step;
}

}  // namespace

bool CausalityReport::clean() const {
  return early_fill.empty() && std::all_of(checks.begin(), checks.end(), [](const auto& check) {
           return check.difference.empty();
         });
}

std::optional<std::string> early_fill(std::span<const orders::Fill> fills,
                                      const data::MarketData& market) {
  for (const orders::Fill& fill : fills) {
    if (fill.step <= fill.order_step) {
      return fmt::format("order {} of {} made at {} was filled at {}, not later", fill.order_id,
                         market.symbols[fill.symbol].name, core::format_utc(fill.order_time_ns),
                         core::format_utc(fill.time_ns));
    }
  }
  return std::nullopt;
}

CausalityReport check_causality(const config::RunConfig& config, const RunPlan& assembly,
                                const data::MarketData& market, core::Workers& workers, int cuts,
                                const std::atomic<bool>& stop,
                                const std::function<void(double done)>& done) {
  const config::RunConfig plain = plain_run(config);
  RunPlan all_tags = assembly;
  std::fill(all_tags.wanted.begin(), all_tags.wanted.end(), std::uint8_t{1});
  std::mt19937_64 random(config.run.seed);

  const PerturbedMarket whole(market, Future::kept, 0, 0);
  const BacktestResult base = run_on(plain, all_tags, whole, workers, stop);
  CausalityReport report;
  if (config.broker.fill != config::FillRule::same_close) {
    report.early_fill = early_fill(base.loop.fills.view(), market).value_or("");
  }
  for (int i = 0; i < cuts; ++i) {
    const std::int64_t cut_step =
        i % 2 == 0 ? any_step(market, random) : deciding_step(base.loop.orders, market, random);
    const core::Timestamp cut = market.timeline.time(cut_step);
    for (const Future future : {Future::removed, Future::noise}) {
      const PerturbedMarket doctored(market, future, cut, random());
      const BacktestResult other = run_on(plain, all_tags, doctored, workers, stop);
      report.checks.push_back({cut, future == Future::removed ? "removed" : "noise",
                               first_difference(base, other, market, cut_step, report.compared)});
    }
    if (done) {
      done(static_cast<double>(i + 1) / cuts);
    }
  }
  return report;
}

}  // namespace barometer::backtest
