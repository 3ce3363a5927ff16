// SPDX-License-Identifier: Apache-2.0
#include "analysis/latency_by_tag.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/run_end.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "latency/histogram.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

constexpr const char* kUnknown = "unknown";
constexpr std::int8_t kNoTag = -1;

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
  return bar < column.size() ? column[bar] : kNoTag;
}

// Of up to 64 slots of a dimension, a bit each.
using Slots = std::uint64_t;
constexpr std::size_t kSlots = 64;

// Which labels the steps of a stretch have, walking the run from its first step.
class StepLabels {
 public:
  StepLabels(const data::MarketData& market, const regime::TagView& tags)
      : timeline_(market.timeline), tags_(tags), steps_(market.symbols.size()) {
    first_bar_.resize(market.symbols.size(), 0);
  }

  // Goes on to the next `count` steps.
  void next(std::int64_t count) {
    for (std::size_t symbol = 0; symbol < steps_.size(); ++symbol) {
      first_bar_[symbol] += steps_[symbol].size();
      steps_[symbol].clear();
    }
    for (std::int64_t step = 0; step < count; ++step) {
      for (const core::SymbolIndex symbol : timeline_.active(next_ + step)) {
        steps_[symbol].push_back(static_cast<std::uint32_t>(step));
      }
    }
    next_ += count;
  }

  // One entry per step of the stretch: the labels of its bars, those of slots from `lowest` on.
  void of(std::size_t dimension, std::size_t lowest, std::span<Slots> seen) const {
    std::ranges::fill(seen, Slots{});
    const regime::Dimension& declared = tags_.dimensions()[dimension];
    for (std::size_t symbol = 0; symbol < steps_.size(); ++symbol) {
      const std::span<const std::uint32_t> steps = steps_[symbol];
      const std::span<const std::uint8_t> tags = tags_of(dimension, symbol);
      for (std::size_t begin = 0; begin < steps.size();) {
        const std::size_t end = begin < tags.size() ? core::run_end(tags, begin) : steps.size();
        const auto tag = begin < tags.size() ? static_cast<std::int8_t>(tags[begin]) : kNoTag;
        if (const std::size_t bit = slot_of(declared, tag) - lowest; bit < kSlots) {
          add(Slots{1} << bit, steps.subspan(begin, end - begin), seen);
        }
        begin = end;
      }
    }
  }

 private:
  // Of a symbol's bars in the stretch; those behind the column's end are left out.
  std::span<const std::uint8_t> tags_of(std::size_t dimension, std::size_t symbol) const {
    const auto column = tags_.category(static_cast<core::SymbolIndex>(symbol), dimension);
    const std::size_t first = std::min(first_bar_[symbol], column.size());
    const std::size_t count = std::min(steps_[symbol].size(), column.size() - first);
    return {reinterpret_cast<const std::uint8_t*>(column.data()) + first, count};
  }

  // Steps in a row, as nearly all are, are added several at a time.
  static void add(Slots bit, std::span<const std::uint32_t> steps, std::span<Slots> seen) {
    if (steps.back() - steps.front() + 1 == steps.size()) {
      for (Slots& slots : seen.subspan(steps.front(), steps.size())) {
        slots |= bit;
      }
      return;
    }
    for (const std::uint32_t step : steps) {
      seen[step] |= bit;
    }
  }

  const data::Timeline& timeline_;
  const regime::TagView& tags_;
  std::vector<std::size_t> first_bar_;             // per symbol, of the stretch
  std::vector<std::vector<std::uint32_t>> steps_;  // [symbol][bar]: step within the stretch
  std::int64_t next_ = 0;
};

// Nanoseconds per bar of the steps of a run, least and largest.
struct Range {
  double lowest = std::numeric_limits<double>::infinity();
  double highest = 0;
};

Range range_of(const latency::LatencyReport& latency) {
  Range range;
  for (const latency::StepTime& step : latency.trace) {
    const double ns = latency::per_bar_ns(latency, step);
    range = {std::min(range.lowest, ns), std::max(range.highest, ns)};
  }
  return range;
}

// Times by slot.
using Times = std::vector<latency::BarHistogram>;

LatencyByTag table_of(const regime::Dimension& dimension, const Times& times) {
  LatencyByTag table{dimension.name, {}};
  for (std::size_t slot = 0; slot < times.size(); ++slot) {
    table.rows.push_back({label_of(dimension, slot), times[slot].count(),
                          latency::carried_quantile(times[slot], 0.5),
                          latency::carried_quantile(times[slot], 0.99)});
  }
  return table;
}

// Metered steps of a stretch.
struct MeteredSteps {
  std::vector<std::size_t> steps;  // within it
  std::vector<double> ns;          // per bar

  void clear() {
    steps.clear();
    ns.clear();
  }

  // Under the labels whose slots are `lowest` and following.
  void record(std::span<const Slots> seen, std::size_t lowest, Times& times) const {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      for (Slots slots = seen[steps[i]]; slots != 0; slots &= slots - 1) {
        times[lowest + static_cast<std::size_t>(std::countr_zero(slots))].record(ns[i]);
      }
    }
  }
};

void record_stretch(const StepLabels& labels, std::span<const std::size_t> dimensions,
                    const MeteredSteps& stretch, std::span<Slots> seen, std::span<Times> times) {
  for (std::size_t d = 0; d < dimensions.size() && !stretch.steps.empty(); ++d) {
    for (std::size_t lowest = 0; lowest < times[d].size(); lowest += kSlots) {
      labels.of(dimensions[d], lowest, seen);
      stretch.record(seen, lowest, times[d]);
    }
  }
}

// [dimension]. Labels of a stretch at a time, which stay in the cache.
std::vector<Times> times_by_tag(const data::MarketData& market, const regime::TagView& tags,
                                std::span<const std::size_t> dimensions,
                                const latency::LatencyReport& latency) {
  constexpr std::int64_t kStretch = 512;
  const Range range = latency.trace.empty() ? Range{1, 1} : range_of(latency);
  std::vector<Times> times;
  for (const std::size_t dimension : dimensions) {
    times.emplace_back(tags.dimensions()[dimension].labels.size() + 1,
                       latency::BarHistogram(range.lowest, range.highest));
  }
  StepLabels labels(market, tags);
  std::array<Slots, kStretch> seen;
  MeteredSteps stretch;
  auto next = std::ranges::lower_bound(latency.trace, latency.warmup_steps, {},
                                       [](const latency::StepTime& step) { return step.step; });
  for (std::int64_t first = 0; next != latency.trace.end(); first += kStretch) {
    labels.next(std::min(kStretch, market.timeline.steps() - first));
    stretch.clear();
    for (; next != latency.trace.end() && next->step < first + kStretch; ++next) {
      stretch.steps.push_back(static_cast<std::size_t>(next->step - first));
      stretch.ns.push_back(latency::per_bar_ns(latency, *next));
    }
    record_stretch(labels, dimensions, stretch, seen, times);
  }
  return times;
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
  if (!latency.metered) {
    return tables;
  }
  const std::vector<Times> times = times_by_tag(market, tags, dimensions, latency);
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    tables.push_back(table_of(tags.dimensions()[dimensions[d]], times[d]));
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
