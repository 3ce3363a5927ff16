// SPDX-License-Identifier: Apache-2.0
#include "analysis/regime_book.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/metrics.hpp"
#include "core/run_end.hpp"
#include "data/market_data.hpp"
#include "regime/tag_view.hpp"
#include "stats/cluster_mean.hpp"
#include "stats/compounded_fall.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

constexpr std::uint8_t kNoSlot = 255;  // of a step without bars; a dimension has at most 129

// Entry i is the sum of the values before i.
std::vector<double> running_net(std::span<const double> net) {
  std::vector<double> sums(net.size() + 1, 0);
  std::partial_sum(net.begin(), net.end(), sums.begin() + 1);
  return sums;
}

}  // namespace

RegimeBook::RegimeBook(const RegimeInput& input, const RegimeValues& values,
                       const RegimeBlocks& blocks, const ReportedDimension& dimension)
    : input_(input),
      values_(values),
      blocks_(blocks),
      dimension_(dimension),
      slots_(dimension.slots()),
      sums_(blocks.count, dimension.slots()),
      transitions_(dimension.unknown(), std::vector<std::int64_t>(dimension.unknown(), 0)) {
  for (std::size_t symbol = 0; symbol < values.x.size(); ++symbol) {
    add_symbol(static_cast<core::SymbolIndex>(symbol));
  }
  if (const std::vector<std::uint8_t> slots = common_slots(); !slots.empty()) {
    add_common(slots);
  } else {
    add_steps();
  }
}

void RegimeBook::add_symbol(core::SymbolIndex symbol) {
  slot_of_.push_back(slots_of(dimension_, input_.tags, symbol, values_.first_bar[symbol],
                              values_.x[symbol].size()));
  const std::vector<std::uint8_t>& slots = slot_of_.back();
  const std::span<const std::int64_t> onsets = onsets_of(symbol);
  const std::vector<double> sums =
      onsets.empty() ? std::vector<double>() : running_net(input_.attribution.bars[symbol].net);
  for (std::size_t begin = 0; begin < slots.size();) {
    const std::size_t end = core::run_end(slots, begin);
    ++slots_[slots[begin]].episodes;
    if (end < slots.size() && slots[begin] != dimension_.unknown()) {
      slots_[slots[begin]].dwells.add(static_cast<std::int64_t>(end - begin));
      if (slots[end] != dimension_.unknown()) {
        ++transitions_[slots[begin]][slots[end]];
        add_late(symbol, end, onsets, sums);
      }
    }
    begin = end;
  }
  count_trades(symbol, slots);
}

// Empty where they are not known.
std::span<const std::int64_t> RegimeBook::onsets_of(core::SymbolIndex symbol) {
  if (dimension_.sides.size() != 1 || dimension_.sides.front().own_bar) {
    return {};
  }
  const auto onsets = input_.tags.onset(symbol, dimension_.sides.front().dimension);
  onsets_ = onsets_ || !onsets.empty();
  return onsets;
}

// Under the rule of t - 1 the tag that changed at a bar is the slot of the bar behind it, `live`.
// Entry i of `sums` is the net before live bar i: onsets may lie far back, again and again.
void RegimeBook::add_late(core::SymbolIndex symbol, std::size_t live,
                          std::span<const std::int64_t> onsets, std::span<const double> sums) {
  const auto first = static_cast<std::int64_t>(values_.first_bar[symbol]);
  const std::int64_t detected = first + static_cast<std::int64_t>(live) - 1;
  if (onsets.empty() || onsets[static_cast<std::size_t>(detected)] < 0) {
    return;
  }
  const std::int64_t onset = onsets[static_cast<std::size_t>(detected)];
  ++late_.changes;
  late_bars_ += detected - onset;
  late_.net += sums[live] - sums[static_cast<std::size_t>(std::max(onset + 1, first) - first)];
}

void RegimeBook::count_trades(core::SymbolIndex symbol, std::span<const std::uint8_t> slots) {
  for (const std::int64_t entry : values_.entries[symbol]) {
    const auto bar = static_cast<std::size_t>(entry) - values_.first_bar[symbol];
    if (bar < slots.size()) {
      ++slots_[slots[bar]].trades;
    }
  }
}

// By step, where all bars of a step stand under one label, as they do by the clock; else none.
std::vector<std::uint8_t> RegimeBook::common_slots() const {
  std::vector<std::uint8_t> slots(values_.before.size(), kNoSlot);
  bool common = !dimension_.gaps() ||
                std::ranges::all_of(input_.attribution.bars,
                                    [](const BarOutcomes& bars) { return bars.gap.empty(); });
  for (std::size_t symbol = 0; symbol < slot_of_.size() && common; ++symbol) {
    const std::vector<std::uint32_t>& steps = values_.step[symbol];
    for (std::size_t i = 0; i < steps.size() && common; ++i) {
      std::uint8_t& slot = slots[steps[i]];
      slot = slot == kNoSlot ? slot_of_[symbol][i] : slot;
      common = slot == slot_of_[symbol][i];
    }
  }
  return common ? slots : std::vector<std::uint8_t>();
}

// The sums by step are known then, without a look at each symbol.
void RegimeBook::add_common(std::span<const std::uint8_t> slots) {
  for (std::size_t step = 0; step < slots.size(); ++step) {
    if (slots[step] != kNoSlot) {
      close_step(step, slots[step], {values_.per_step[step], values_.bars[step]});
    }
  }
}

// A stretch of steps at a time, whose sums stay in the cache while symbol after symbol is added.
void RegimeBook::add_steps() {
  constexpr std::size_t kSums = 8192;
  const std::size_t stretch = std::max<std::size_t>(16, kSums / slots_.size());
  std::vector<StepSum> sums(stretch * slots_.size());
  std::vector<std::size_t> next(slot_of_.size(), 0);
  for (std::size_t first = 0; first < values_.before.size(); first += stretch) {
    std::ranges::fill(sums, StepSum{});
    const std::size_t last = std::min(first + stretch, values_.before.size());
    for (std::size_t symbol = 0; symbol < slot_of_.size(); ++symbol) {
      add_bars_until(symbol, first, last, sums, next[symbol]);
    }
    close_steps(first, std::span{sums}.first((last - first) * slots_.size()));
  }
}

// Bars of a symbol before step `last`, from bar `next` on; sums are of step `first` and following.
void RegimeBook::add_bars_until(std::size_t symbol, std::size_t first, std::size_t last,
                                std::vector<StepSum>& sums, std::size_t& next) const {
  const std::vector<std::uint32_t>& steps = values_.step[symbol];
  const BarOutcomes& outcomes = input_.attribution.bars[symbol];
  const auto add = [&](std::uint32_t step, std::size_t slot, double x) {
    StepSum& sum = sums[(step - first) * slots_.size() + slot];
    sum.x += x;
    ++sum.bars;
  };
  const bool gaps = dimension_.gaps();
  std::size_t i = next;
  for (; i < steps.size() && steps[i] < last; ++i) {
    const std::size_t slot = slot_of_[symbol][i];
    double x = values_.x[symbol][i];
    if (const auto gap =
            gaps ? dimension_.gap_slot_of(slot, outcomes.after_gap(i)) : std::nullopt) {
      const double in_gap = outcomes.gap[i] / values_.before[steps[i]];
      add(steps[i], *gap, in_gap);
      x -= in_gap;
    }
    add(steps[i], slot, x);
  }
  next = i;
}

void RegimeBook::close_steps(std::size_t first, std::span<const StepSum> sums) {
  for (std::size_t step = first; !sums.empty(); ++step) {
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      if (sums[slot].bars > 0) {
        close_step(step, slot, sums[slot]);
      }
    }
    sums = sums.subspan(slots_.size());
  }
}

void RegimeBook::close_step(std::size_t step, std::size_t slot, const StepSum& sum) {
  sums_.add(blocks_.of_step[step], slot, sum.x, sum.bars);
  slots_[slot].changes.push_back(sum.x);
}

stats::BlockSums RegimeBook::block_sums() const {
  stats::BlockSums labels(sums_.blocks, dimension_.unknown());
  for (std::size_t block = 0; block < labels.blocks; ++block) {
    for (std::size_t label = 0; label < labels.labels; ++label) {
      labels.add(block, label, sums_.sums[sums_.at(block, label)],
                 sums_.counts[sums_.at(block, label)]);
    }
  }
  return labels;
}

DimensionMetrics RegimeBook::metrics(const RegimeTable& table) const {
  DimensionMetrics metrics{.dimension = table.dimension,
                           .rows = {},
                           .transitions = transitions_,
                           .late = std::nullopt,
                           .test = {}};
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    metrics.rows.push_back(row(slot, table.rows[slot]));
  }
  if (onsets_) {
    metrics.late = late_;
    metrics.late->mean_bars = static_cast<double>(late_bars_) /
                              static_cast<double>(std::max<std::int64_t>(1, late_.changes));
  }
  return metrics;
}

RegimeMetrics RegimeBook::row(std::size_t at, const RegimeRow& money) const {
  const Slot& slot = slots_[at];
  RegimeMetrics row;
  row.label = money.label;
  row.episodes = dimension_.is_gap(at) ? money.bars : slot.episodes;
  row.trades = slot.trades;
  row.mean_dwell = slot.dwells.mean();
  row.median_dwell = slot.dwells.median();
  if (money.losses > 0) {
    row.profit_factor = money.gains / money.losses;
  }
  if (money.bars == 0) {
    return row;
  }
  row.exposure = static_cast<double>(money.held) / static_cast<double>(money.bars);
  const stats::ClusterMean found = stats::cluster_mean(sums_, at);
  row.blocks = found.blocks;
  row.sufficient = found.blocks >= stats::kFewestBlocks;
  if (values_.solvent) {
    row.mean = found.mean;
    if (found.margin) {
      row.mean_low = *found.mean - *found.margin;
      row.mean_high = *found.mean + *found.margin;
      row.largest_block = found.largest;
    }
    add_step_metrics(at, row);
  }
  return row;
}

void RegimeBook::add_step_metrics(std::size_t at, RegimeMetrics& row) const {
  const std::vector<double>& changes = slots_[at].changes;
  if (changes.size() < 2) {
    return;
  }
  row.drawdown = stats::compounded_fall(changes);
  const double spread = stats::standard_deviation_of(changes);
  if (spread > kNoSpread && input_.years >= kFewestYears) {
    const double steps_a_year = static_cast<double>(input_.equity.size()) / input_.years;
    row.sharpe = stats::mean_of(changes) / spread * std::sqrt(steps_a_year);
  }
}

}  // namespace barometer::analysis
