// SPDX-License-Identifier: Apache-2.0
#include "app/causality.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "app/doctored_market.hpp"
#include "app/interrupt.hpp"
#include "app/run_difference.hpp"
#include "core/timestamp.hpp"

namespace barometer {

namespace {

EngineRun run_on(const RunConfig& config, const Assembly& assembly, const DoctoredMarket& doctored,
                 Workers& workers) {
  LoopControl control{interrupted()};
  const std::vector<BarSource> sources = doctored.sources();
  return run_engine(
      {config, assembly, doctored.market(), sources, workers, control, ClockFacts{}, {}});
}

// Metering and its budgets say nothing about causality, nor does what is done about the end.
RunConfig plain_run(RunConfig config) {
  config.latency.meter = Meter::off;
  config.broker.close_at_end = false;
  return config;
}

std::int64_t any_step(const MarketData& market, std::mt19937_64& random) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(market.timeline.steps()));
}

// A step in which an order was made. Who peeks by one bar gives itself away only where it decides,
// and a strategy that trades rarely decides in few steps.
std::int64_t deciding_step(const ReservedLog<OrderRecord>& orders, const MarketData& market,
                           std::mt19937_64& random) {
  return orders.empty() ? any_step(market, random) : orders[random() % orders.size()].step;
}

}  // namespace

bool CausalityReport::clean() const {
  return early_fill.empty() && std::all_of(checks.begin(), checks.end(), [](const auto& check) {
           return check.difference.empty();
         });
}

std::optional<std::string> early_fill(std::span<const Fill> fills, const MarketData& market) {
  for (const Fill& fill : fills) {
    if (fill.step <= fill.order_step) {
      return fmt::format("order {} of {} made at {} was filled at {}, not later", fill.order_id,
                         market.symbols[fill.symbol].name, format_utc(fill.order_time_ns),
                         format_utc(fill.time_ns));
    }
  }
  return std::nullopt;
}

CausalityReport check_causality(const RunConfig& config, const Assembly& assembly,
                                const MarketData& market, Workers& workers, int cuts,
                                const std::function<void(double done)>& done) {
  const RunConfig plain = plain_run(config);
  Assembly all_tags = assembly;
  std::fill(all_tags.wanted.begin(), all_tags.wanted.end(), std::uint8_t{1});
  std::mt19937_64 random(config.run.seed);

  const DoctoredMarket whole(market, Future::kept, 0, 0);
  const EngineRun base = run_on(plain, all_tags, whole, workers);
  CausalityReport report;
  if (config.broker.fill != FillRule::same_close) {
    report.early_fill = early_fill(base.loop.fills.view(), market).value_or("");
  }
  for (int i = 0; i < cuts; ++i) {
    const std::int64_t cut_step =
        i % 2 == 0 ? any_step(market, random) : deciding_step(base.loop.orders, market, random);
    const Timestamp cut = market.timeline.time(cut_step);
    for (const Future future : {Future::removed, Future::noise}) {
      const DoctoredMarket doctored(market, future, cut, random());
      const EngineRun other = run_on(plain, all_tags, doctored, workers);
      report.checks.push_back({cut, future == Future::removed ? "removed" : "noise",
                               first_difference(base, other, market, cut_step, report.compared)});
    }
    if (done) {
      done(static_cast<double>(i + 1) / cuts);
    }
  }
  return report;
}

}  // namespace barometer
