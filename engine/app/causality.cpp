// SPDX-License-Identifier: Apache-2.0
#include "app/causality.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <random>

#include "app/doctored_market.hpp"
#include "app/interrupt.hpp"
#include "core/timestamp.hpp"

namespace barometer {

namespace {

// The run as it is and as it would have been, up to the cut.
class Comparison {
 public:
  Comparison(const EngineRun& whole, const EngineRun& other, const MarketData& market,
             std::int64_t cut_step, CausalityReport& report)
      : whole_(whole), other_(other), market_(market), cut_step_(cut_step), report_(report) {}

  // The first difference, in the order in which the engine works.
  std::string first_difference() {
    for (SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      for (std::size_t d = 0; d < whole_.tags.dimensions().size(); ++d) {
        if (std::string text = tag_difference(s, d); !text.empty()) {
          return text;
        }
      }
    }
    std::string text = order_difference();
    return text.empty() ? fill_difference() : text;
  }

 private:
  std::size_t past_bars(SymbolIndex symbol) const {
    const auto& bars = market_.symbols[symbol].bars;
    const Timestamp cut = market_.timeline.time(cut_step_);
    return static_cast<std::size_t>(
        std::upper_bound(bars.begin(), bars.end(), cut,
                         [](Timestamp t, const auto& bar) { return t < bar.close_time_ns; }) -
        bars.begin());
  }

  std::string tag_difference(SymbolIndex symbol, std::size_t dimension) {
    const std::size_t bars = past_bars(symbol);
    const auto labels = whole_.tags.category(symbol, dimension);
    const auto scalars = whole_.tags.scalar(symbol, dimension);
    for (std::size_t bar = 0; bar < bars && !labels.empty(); ++bar) {
      const std::int8_t other = other_.tags.category(symbol, dimension)[bar];
      if (labels[bar] != other) {
        return tag_text(symbol, dimension, bar, label(dimension, labels[bar]),
                        label(dimension, other));
      }
    }
    for (std::size_t bar = 0; bar < bars && !scalars.empty(); ++bar) {
      const float other = other_.tags.scalar(symbol, dimension)[bar];
      if (!same(scalars[bar], other)) {
        return tag_text(symbol, dimension, bar, fmt::format("{}", scalars[bar]),
                        fmt::format("{}", other));
      }
    }
    report_.tags_compared += static_cast<std::int64_t>(bars);
    return "";
  }

  // Any NaN is as unknown as any other.
  static bool same(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b) || (a != a && b != b);
  }

  std::string label(std::size_t dimension, std::int8_t id) const {
    const auto& labels = whole_.tags.dimensions()[dimension].labels;
    return id < 0 ? "unknown" : labels[static_cast<std::size_t>(id)];
  }

  std::string tag_text(SymbolIndex symbol, std::size_t dimension, std::size_t bar,
                       const std::string& with, const std::string& without) const {
    return fmt::format("tag '{}' of {} at bar {} ({}) is {} with the true future, {} without",
                       whole_.tags.dimensions()[dimension].name, market_.symbols[symbol].name, bar,
                       format_utc(market_.symbols[symbol].bars[bar].close_time_ns), with, without);
  }

  // Orders made up to the cut; what became of them later is the future's business.
  std::string order_difference() {
    const auto until = [this](const ReservedLog<OrderRecord>& log) {
      std::size_t count = 0;
      while (count < log.size() && log[count].step <= cut_step_) {
        ++count;
      }
      return log.view().first(count);
    };
    const auto mine = until(whole_.loop.orders);
    const auto theirs = until(other_.loop.orders);
    for (std::size_t i = 0; i < std::max(mine.size(), theirs.size()); ++i) {
      if (i >= mine.size() || i >= theirs.size() || !same(mine[i], theirs[i])) {
        return fmt::format("order {}: {} with the true future, {} without", i + 1, text(mine, i),
                           text(theirs, i));
      }
    }
    report_.orders_compared += static_cast<std::int64_t>(mine.size());
    return "";
  }

  static bool same(const OrderRecord& a, const OrderRecord& b) {
    return a.symbol == b.symbol && a.type == b.type && a.step == b.step &&
           a.client_id == b.client_id && a.quantity == b.quantity;
  }

  std::string text(std::span<const OrderRecord> orders, std::size_t i) const {
    if (i >= orders.size()) {
      return "none";
    }
    return fmt::format("{} {} at {}", orders[i].quantity, name(orders[i].symbol),
                       format_utc(orders[i].time_ns));
  }

  std::string fill_difference() {
    const auto until = [this](const ReservedLog<Fill>& log) {
      std::size_t count = 0;
      while (count < log.size() && log[count].step <= cut_step_) {
        ++count;
      }
      return log.view().first(count);
    };
    const auto mine = until(whole_.loop.fills);
    const auto theirs = until(other_.loop.fills);
    for (std::size_t i = 0; i < std::max(mine.size(), theirs.size()); ++i) {
      if (i >= mine.size() || i >= theirs.size() || !same(mine[i], theirs[i])) {
        return fmt::format("fill {}: {} with the true future, {} without", i + 1, text(mine, i),
                           text(theirs, i));
      }
    }
    report_.fills_compared += static_cast<std::int64_t>(mine.size());
    return "";
  }

  static bool same(const Fill& a, const Fill& b) {
    return a.order_id == b.order_id && a.symbol == b.symbol && a.step == b.step &&
           a.quantity == b.quantity && a.price == b.price && a.commission == b.commission;
  }

  std::string text(std::span<const Fill> fills, std::size_t i) const {
    if (i >= fills.size()) {
      return "none";
    }
    return fmt::format("{} {} at {} ({})", fills[i].quantity, name(fills[i].symbol), fills[i].price,
                       format_utc(fills[i].time_ns));
  }

  std::string name(SymbolIndex symbol) const {
    return symbol < market_.symbols.size() ? market_.symbols[symbol].name : "an unknown symbol";
  }

  const EngineRun& whole_;
  const EngineRun& other_;
  const MarketData& market_;
  std::int64_t cut_step_;
  CausalityReport& report_;
};

EngineRun run_on(const RunConfig& config, const Assembly& assembly, const DoctoredMarket& doctored,
                 Workers& workers) {
  LoopControl control{interrupted()};
  const std::vector<BarSource> sources = doctored.sources();
  return run_engine(
      {config, assembly, doctored.market(), sources, workers, control, ClockFacts{}, {}});
}

// Metering and its budgets say nothing about causality.
RunConfig without_meter(RunConfig config) {
  config.latency.meter = Meter::off;
  return config;
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
                                const MarketData& market, Workers& workers, int cuts) {
  const RunConfig plain = without_meter(config);
  Assembly all_tags = assembly;
  std::fill(all_tags.wanted.begin(), all_tags.wanted.end(), std::uint8_t{1});
  std::mt19937_64 random(config.run.seed);

  const DoctoredMarket whole(market, Future::kept, 0, 0);
  const EngineRun base = run_on(plain, all_tags, whole, workers);
  CausalityReport report;
  if (config.broker.fill != FillRule::same_close) {
    report.early_fill = early_fill(base.loop.fills.view(), market).value_or("");
  }
  const auto steps = static_cast<std::uint64_t>(market.timeline.steps());
  for (int i = 0; i < cuts; ++i) {
    const auto cut_step = static_cast<std::int64_t>(random() % steps);
    const Timestamp cut = market.timeline.time(cut_step);
    for (const Future future : {Future::removed, Future::noise}) {
      const DoctoredMarket doctored(market, future, cut, random());
      const EngineRun other = run_on(plain, all_tags, doctored, workers);
      Comparison comparison(base, other, market, cut_step, report);
      report.checks.push_back(
          {cut, future == Future::removed ? "removed" : "noise", comparison.first_difference()});
    }
  }
  return report;
}

}  // namespace barometer
