// SPDX-License-Identifier: Apache-2.0
#include "analysis/regime_statistics.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/label_statistics.hpp"
#include "analysis/metrics.hpp"
#include "data/market_data.hpp"
#include "regime/tag_view.hpp"
#include "stats/episode_interval.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

// What the dimensions of a run have in common: x per live bar and the step of each.
struct Values {
  std::vector<std::vector<double>> x;          // [symbol][live bar]
  std::vector<std::vector<std::size_t>> step;  // counted from the first live one
  std::vector<std::size_t> first_bar;          // per symbol: its first live bar
  bool solvent = true;
};

Values values_of(const RegimeInput& input) {
  const std::size_t symbols = input.market.symbols.size();
  Values values{std::vector<std::vector<double>>(symbols),
                std::vector<std::vector<std::size_t>>(symbols), std::vector<std::size_t>(symbols),
                true};
  for (std::size_t symbol = 0; symbol < symbols; ++symbol) {
    const std::size_t bars = input.attribution.bars[symbol].size();
    values.x[symbol].reserve(bars);
    values.step[symbol].reserve(bars);
    values.first_bar[symbol] = input.market.symbols[symbol].bars.size() - bars;
  }
  double before = input.cash;
  for (std::size_t step = 0; step < input.equity.size(); ++step) {
    values.solvent = values.solvent && before > 0;
    const auto at = static_cast<std::int64_t>(step) + input.first_step;
    for (const core::SymbolIndex symbol : input.market.timeline.active(at)) {
      const std::size_t bar = values.x[symbol].size();
      values.x[symbol].push_back(input.attribution.bars[symbol][bar].net / before);
      values.step[symbol].push_back(step);
    }
    before = input.equity[step].equity;
  }
  return values;
}

// The tag before each live bar of one symbol.
std::vector<std::int8_t> tags_before(std::span<const std::int8_t> tags, std::size_t first_bar,
                                     std::size_t bars) {
  std::vector<std::int8_t> before;
  before.reserve(bars);
  for (std::size_t bar = first_bar; bar < first_bar + bars; ++bar) {
    before.push_back(bar > 0 ? std::max(tags[bar - 1], std::int8_t{-1}) : std::int8_t{-1});
  }
  return before;
}

double deepest_fall(std::span<const double> changes) {
  double worth = 1;
  double peak = 1;
  double depth = 0;
  for (const double change : changes) {
    worth *= 1 + change;
    peak = std::max(peak, worth);
    depth = std::max(depth, (peak - worth) / peak);
  }
  return depth;
}

// All of one dimension: a slot per label, the last one for unknown.
class DimensionBook {
 public:
  DimensionBook(const RegimeInput& input, const Values& values, std::size_t dimension,
                core::Workers& workers)
      : input_(input),
        values_(values),
        workers_(workers),
        labels_(input.tags.dimensions()[dimension].labels.size()),
        slots_(labels_ + 1) {
    for (std::size_t symbol = 0; symbol < values.x.size(); ++symbol) {
      tags_.push_back(
          tags_before(input.tags.category(static_cast<core::SymbolIndex>(symbol), dimension),
                      values.first_bar[symbol], values.x[symbol].size()));
      add_symbol(symbol);
    }
    count_trades();
  }

  DimensionMetrics metrics(const RegimeTable& table, const stats::CircularValues& circular,
                           std::uint64_t seed) {
    DimensionMetrics metrics{
        .dimension = table.dimension, .rows = {}, .transitions = {}, .test = {}};
    add_dwells(metrics);
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      metrics.rows.push_back(row(slot, seed + slot));
      metrics.rows.back().label = table.rows[slot].label;
    }
    metrics.test = test(circular, seed);
    return metrics;
  }

 private:
  struct Slot {
    std::vector<stats::EpisodeSums> episodes;
    std::vector<std::int64_t> dwells;
    std::int64_t trades = 0;
    double held = 0;
    double won = 0;
    double lost = 0;
  };

  std::size_t slot_of(std::int8_t tag) const {
    return tag < 0 ? labels_ : std::min(static_cast<std::size_t>(tag), labels_);
  }

  void add_symbol(std::size_t symbol) {
    const std::vector<std::int8_t>& tags = tags_[symbol];
    for (std::size_t i = 0; i < tags.size(); ++i) {
      Slot& slot = slots_[slot_of(tags[i])];
      if (i == 0 || tags[i] != tags[i - 1]) {
        slot.episodes.push_back({});
      }
      const BarOutcome& outcome = input_.attribution.bars[symbol][i];
      slot.episodes.back().sum += values_.x[symbol][i];
      ++slot.episodes.back().bars;
      slot.held += outcome.held ? 1 : 0;
      slot.won += std::max(outcome.net, 0.0);
      slot.lost -= std::min(outcome.net, 0.0);
    }
  }

  void count_trades() {
    for (const RoundTrip& trip : input_.trips) {
      const auto bar = static_cast<std::size_t>(trip.entry_bar) - values_.first_bar[trip.symbol];
      if (bar < tags_[trip.symbol].size()) {
        ++slots_[slot_of(tags_[trip.symbol][bar])].trades;
      }
    }
  }

  void add_dwells(DimensionMetrics& metrics) {
    metrics.transitions.assign(labels_, std::vector<std::int64_t>(labels_, 0));
    for (const std::vector<std::int8_t>& tags : tags_) {
      const LabelStatistics found = label_statistics(tags, static_cast<int>(labels_));
      for (std::size_t from = 0; from < labels_; ++from) {
        slots_[from].dwells.insert(slots_[from].dwells.end(), found.dwells[from].begin(),
                                   found.dwells[from].end());
        for (std::size_t to = 0; to < labels_; ++to) {
          metrics.transitions[from][to] +=
              found.transition(static_cast<int>(from), static_cast<int>(to));
        }
      }
    }
  }

  RegimeMetrics row(std::size_t at, std::uint64_t seed) const {
    const Slot& slot = slots_[at];
    RegimeMetrics row;
    row.episodes = static_cast<std::int64_t>(slot.episodes.size());
    row.trades = slot.trades;
    row.sufficient = row.episodes >= kFewestEpisodes && row.trades >= kFewestTrades;
    row.mean_dwell = mean_dwell(slot.dwells);
    row.median_dwell = median_dwell(slot.dwells);
    if (slot.lost > 0) {
      row.profit_factor = slot.won / slot.lost;
    }
    add_means(slot, seed, row);
    if (values_.solvent && !slot.episodes.empty()) {
      add_step_metrics(at, row);
    }
    return row;
  }

  void add_means(const Slot& slot, std::uint64_t seed, RegimeMetrics& row) const {
    stats::EpisodeSums all;
    for (const stats::EpisodeSums& episode : slot.episodes) {
      all.sum += episode.sum;
      all.bars += episode.bars;
    }
    if (all.bars == 0) {
      return;
    }
    row.exposure = slot.held / static_cast<double>(all.bars);
    if (values_.solvent) {
      row.mean = all.sum / static_cast<double>(all.bars);
    }
    if (values_.solvent && row.sufficient) {
      const stats::MeanInterval interval = stats::resample_episodes(slot.episodes, seed, workers_);
      row.mean_low = interval.low;
      row.mean_high = interval.high;
    }
  }

  // One value per step in which the tag held.
  std::vector<double> step_values(std::size_t at) const {
    std::vector<double> sums(input_.equity.size(), 0);
    std::vector<char> holds(input_.equity.size(), 0);
    for (std::size_t symbol = 0; symbol < tags_.size(); ++symbol) {
      for (std::size_t i = 0; i < tags_[symbol].size(); ++i) {
        if (slot_of(tags_[symbol][i]) == at) {
          sums[values_.step[symbol][i]] += values_.x[symbol][i];
          holds[values_.step[symbol][i]] = 1;
        }
      }
    }
    std::size_t kept = 0;
    for (std::size_t step = 0; step < sums.size(); ++step) {
      if (holds[step] != 0) {
        sums[kept++] = sums[step];
      }
    }
    sums.resize(kept);
    return sums;
  }

  void add_step_metrics(std::size_t at, RegimeMetrics& row) const {
    const std::vector<double> changes = step_values(at);
    if (changes.size() < 2) {
      return;
    }
    row.drawdown = deepest_fall(changes);
    const double spread = stats::standard_deviation_of(changes);
    if (spread > kNoSpread && input_.years >= kFewestYears) {
      const double steps_a_year = static_cast<double>(input_.equity.size()) / input_.years;
      row.sharpe = stats::mean_of(changes) / spread * std::sqrt(steps_a_year);
    }
  }

  stats::RegimeTest test(const stats::CircularValues& circular, std::uint64_t seed) const {
    std::vector<std::int64_t> dwells;
    for (const Slot& slot : slots_) {
      dwells.insert(dwells.end(), slot.dwells.begin(), slot.dwells.end());
    }
    const std::optional<double> median = median_dwell(dwells);
    if (!median || !values_.solvent) {
      return {};
    }
    return stats::regime_test(circular, tags_, static_cast<int>(labels_),
                              static_cast<std::int64_t>(std::ceil(*median)), seed, workers_);
  }

  const RegimeInput& input_;
  const Values& values_;
  core::Workers& workers_;
  std::size_t labels_;
  std::vector<Slot> slots_;
  std::vector<std::vector<std::int8_t>> tags_;  // [symbol][live bar]
};

}  // namespace

std::vector<DimensionMetrics> measure_regimes(const RegimeInput& input,
                                              std::span<const std::size_t> dimensions,
                                              core::Workers& workers) {
  constexpr std::uint64_t kSeed = 20'240'101;  // fixed: the same run, the same numbers
  const Values values = values_of(input);
  const stats::CircularValues circular(values.x);
  std::vector<DimensionMetrics> all(dimensions.size());
  workers.for_each(dimensions.size(), 1, [&](std::size_t i) {
    DimensionBook book(input, values, dimensions[i], workers);
    all[i] = book.metrics(input.attribution.tables[i], circular, kSeed + 1'000 * i);
  });
  std::vector<stats::RegimeTest*> tests;
  for (DimensionMetrics& metrics : all) {
    tests.push_back(&metrics.test);
  }
  stats::adjust_holm(tests);
  return all;
}

}  // namespace barometer::analysis
