// SPDX-License-Identifier: Apache-2.0
#include "analysis/latency_by_tag.hpp"

#include <algorithm>
#include <cstddef>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "latency/histogram.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

constexpr const char* kUnknown = "unknown";

// A slot per label, the last one for unknown.
std::size_t slot_of(const regime::Dimension& dimension, std::int8_t tag) {
  const std::size_t unknown = dimension.labels.size();
  return tag < 0 ? unknown : std::min(static_cast<std::size_t>(tag), unknown);
}

std::string label_of(const regime::Dimension& dimension, std::size_t slot) {
  return slot < dimension.labels.size() ? dimension.labels[slot] : kUnknown;
}

std::int8_t tag_at(const regime::TagView& tags, core::SymbolIndex symbol, std::size_t dimension,
                   std::size_t bar) {
  const auto column = tags.category(symbol, dimension);
  return bar < column.size() ? column[bar] : std::int8_t{-1};
}

// Which labels each step has, walking the run from its first step.
class StepLabels {
 public:
  StepLabels(const data::MarketData& market, const regime::TagView& tags, std::size_t dimension)
      : timeline_(market.timeline),
        dimension_(tags.dimensions()[dimension]),
        seen_(tags.dimensions()[dimension].labels.size() + 1) {
    for (std::size_t symbol = 0; symbol < market.symbols.size(); ++symbol) {
      rest_.push_back(tags.category(static_cast<core::SymbolIndex>(symbol), dimension));
    }
  }

  // One entry per slot: whether a bar of the step has it. REQUIRES: `step` is not before the last.
  const std::vector<std::uint8_t>& of(std::int64_t step) {
    for (; next_ <= step; ++next_) {
      std::fill(seen_.begin(), seen_.end(), std::uint8_t{0});
      for (const core::SymbolIndex symbol : timeline_.active(next_)) {
        std::span<const std::int8_t>& rest = rest_[symbol];
        seen_[slot_of(dimension_, rest.empty() ? std::int8_t{-1} : rest.front())] = 1;
        rest = rest.subspan(rest.empty() ? 0 : 1);
      }
    }
    return seen_;
  }

 private:
  const data::Timeline& timeline_;
  const regime::Dimension& dimension_;
  std::vector<std::span<const std::int8_t>> rest_;  // per symbol, tags from its next bar on
  std::vector<std::uint8_t> seen_;
  std::int64_t next_ = 0;
};

LatencyByTag table_of(const data::MarketData& market, const regime::TagView& tags,
                      std::size_t dimension, const latency::LatencyReport& latency) {
  const regime::Dimension& declared = tags.dimensions()[dimension];
  std::vector<latency::BarHistogram> times(declared.labels.size() + 1);
  StepLabels labels(market, tags, dimension);
  for (const latency::StepTime& step : latency.trace) {
    if (step.step < latency.warmup_steps) {
      continue;
    }
    const std::vector<std::uint8_t>& seen = labels.of(step.step);
    for (std::size_t slot = 0; slot < seen.size(); ++slot) {
      if (seen[slot] != 0) {
        times[slot].record(latency::per_bar_ns(latency, step));
      }
    }
  }
  LatencyByTag table{declared.name, {}};
  for (std::size_t slot = 0; slot < times.size(); ++slot) {
    table.rows.push_back({label_of(declared, slot), times[slot].count(),
                          latency::carried_quantile(times[slot], 0.5),
                          latency::carried_quantile(times[slot], 0.99)});
  }
  return table;
}

std::size_t bar_closing_at(const data::SymbolData& symbol, core::Timestamp time) {
  const auto found = std::lower_bound(
      symbol.bars.begin(), symbol.bars.end(), time,
      [](const data::BarRow& bar, core::Timestamp at) { return bar.close_time_ns < at; });
  return static_cast<std::size_t>(found - symbol.bars.begin());
}

SlowSymbol slow_symbol(const data::SymbolData& data, core::SymbolIndex symbol, core::Timestamp time,
                       const regime::TagView& tags, std::span<const std::size_t> dimensions) {
  SlowSymbol slow{data.name, {}};
  const std::size_t bar = bar_closing_at(data, time);
  for (const std::size_t dimension : dimensions) {
    const regime::Dimension& declared = tags.dimensions()[dimension];
    slow.tags.push_back(
        label_of(declared, slot_of(declared, tag_at(tags, symbol, dimension, bar))));
  }
  return slow;
}

}  // namespace

std::vector<LatencyByTag> latency_by_tag(const data::MarketData& market,
                                         const regime::TagView& tags,
                                         std::span<const std::size_t> dimensions,
                                         const latency::LatencyReport& latency) {
  std::vector<LatencyByTag> tables;
  for (const std::size_t dimension : dimensions) {
    if (latency.metered) {
      tables.push_back(table_of(market, tags, dimension, latency));
    }
  }
  return tables;
}

SlowBars slow_bars(const data::MarketData& market, const regime::TagView& tags,
                   std::span<const std::size_t> dimensions, const latency::LatencyReport& latency) {
  SlowBars slow;
  for (const std::size_t dimension : dimensions) {
    slow.dimensions.push_back(tags.dimensions()[dimension].name);
  }
  for (const latency::SlowStep& step : latency.slowest) {
    const core::Timestamp time = market.timeline.time(step.step);
    SlowBar& bar = slow.bars.emplace_back(SlowBar{step, time, {}});
    for (const core::SymbolIndex symbol : market.timeline.active(step.step)) {
      bar.symbols.push_back(slow_symbol(market.symbols[symbol], symbol, time, tags, dimensions));
    }
  }
  return slow;
}

}  // namespace barometer::analysis
