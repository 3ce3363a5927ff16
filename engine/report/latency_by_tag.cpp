// SPDX-License-Identifier: Apache-2.0
#include "report/latency_by_tag.hpp"

#include <algorithm>
#include <cstddef>

#include "latency/histogram.hpp"

namespace barometer {

namespace {

constexpr const char* kUnknown = "unknown";

// A slot per label, the last one for unknown.
std::size_t slot_of(const Dimension& dimension, std::int8_t tag) {
  const std::size_t unknown = dimension.labels.size();
  return tag < 0 ? unknown : std::min(static_cast<std::size_t>(tag), unknown);
}

std::string label_of(const Dimension& dimension, std::size_t slot) {
  return slot < dimension.labels.size() ? dimension.labels[slot] : kUnknown;
}

std::int8_t tag_at(const TagTable& tags, SymbolIndex symbol, std::size_t dimension,
                   std::size_t bar) {
  const auto column = tags.category(symbol, dimension);
  return bar < column.size() ? column[bar] : std::int8_t{-1};
}

// Which labels each step has, walking the run from its first step.
class StepLabels {
 public:
  StepLabels(const MarketData& market, const TagTable& tags, std::size_t dimension)
      : timeline_(market.timeline),
        tags_(tags),
        dimension_(dimension),
        bars_(market.symbols.size()),
        seen_(tags.dimensions()[dimension].labels.size() + 1) {}

  // One entry per slot: whether a bar of the step has it. REQUIRES: `step` is not before the last.
  const std::vector<std::uint8_t>& of(std::int64_t step) {
    for (; next_ <= step; ++next_) {
      std::fill(seen_.begin(), seen_.end(), std::uint8_t{0});
      for (const SymbolIndex symbol : timeline_.active(next_)) {
        const std::int8_t tag = tag_at(tags_, symbol, dimension_, bars_[symbol]++);
        seen_[slot_of(tags_.dimensions()[dimension_], tag)] = 1;
      }
    }
    return seen_;
  }

 private:
  const Timeline& timeline_;
  const TagTable& tags_;
  std::size_t dimension_;
  std::vector<std::size_t> bars_;  // per symbol, its next bar
  std::vector<std::uint8_t> seen_;
  std::int64_t next_ = 0;
};

LatencyByTag table_of(const MarketData& market, const TagTable& tags, std::size_t dimension,
                      const LatencyReport& latency) {
  const Dimension& declared = tags.dimensions()[dimension];
  std::vector<BarHistogram> times(declared.labels.size() + 1);
  StepLabels labels(market, tags, dimension);
  for (const StepTime& step : latency.trace) {
    if (step.step < latency.warmup_steps) {
      continue;
    }
    const std::vector<std::uint8_t>& seen = labels.of(step.step);
    for (std::size_t slot = 0; slot < seen.size(); ++slot) {
      if (seen[slot] != 0) {
        times[slot].record(per_bar_ns(latency, step));
      }
    }
  }
  LatencyByTag table{declared.name, {}};
  for (std::size_t slot = 0; slot < times.size(); ++slot) {
    table.rows.push_back({label_of(declared, slot), times[slot].count(),
                          carried_quantile(times[slot], 0.5), carried_quantile(times[slot], 0.99)});
  }
  return table;
}

std::size_t bar_closing_at(const SymbolData& symbol, Timestamp time) {
  const auto found =
      std::lower_bound(symbol.bars.begin(), symbol.bars.end(), time,
                       [](const BarRow& bar, Timestamp at) { return bar.close_time_ns < at; });
  return static_cast<std::size_t>(found - symbol.bars.begin());
}

SlowSymbol slow_symbol(const SymbolData& data, SymbolIndex symbol, Timestamp time,
                       const TagTable& tags, std::span<const std::size_t> dimensions) {
  SlowSymbol slow{data.name, {}};
  const std::size_t bar = bar_closing_at(data, time);
  for (const std::size_t dimension : dimensions) {
    const Dimension& declared = tags.dimensions()[dimension];
    slow.tags.push_back(
        label_of(declared, slot_of(declared, tag_at(tags, symbol, dimension, bar))));
  }
  return slow;
}

}  // namespace

std::vector<LatencyByTag> latency_by_tag(const MarketData& market, const TagTable& tags,
                                         std::span<const std::size_t> dimensions,
                                         const LatencyReport& latency) {
  std::vector<LatencyByTag> tables;
  for (const std::size_t dimension : dimensions) {
    if (latency.metered) {
      tables.push_back(table_of(market, tags, dimension, latency));
    }
  }
  return tables;
}

SlowBars slow_bars(const MarketData& market, const TagTable& tags,
                   std::span<const std::size_t> dimensions, const LatencyReport& latency) {
  SlowBars slow;
  for (const std::size_t dimension : dimensions) {
    slow.dimensions.push_back(tags.dimensions()[dimension].name);
  }
  for (const SlowStep& step : latency.slowest) {
    const Timestamp time = market.timeline.time(step.step);
    SlowBar& bar = slow.bars.emplace_back(SlowBar{step, time, {}});
    for (const SymbolIndex symbol : market.timeline.active(step.step)) {
      bar.symbols.push_back(slow_symbol(market.symbols[symbol], symbol, time, tags, dimensions));
    }
  }
  return slow;
}

}  // namespace barometer
