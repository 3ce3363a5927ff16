// SPDX-License-Identifier: Apache-2.0
#include "report/regime_effect.hpp"

#include <algorithm>
#include <cmath>

#include "data/random.hpp"
#include "profile/order_statistics.hpp"

namespace barometer {

namespace {

// A symbol's values as running sums and its tags as episodes: one sum an episode a shift.
class ShiftedSymbol {
 public:
  explicit ShiftedSymbol(const TaggedValues& symbol) : sums_{0} {
    for (const double value : symbol.values) {
      sums_.push_back(sums_.back() + value);
    }
    for (std::size_t bar = 0; bar < symbol.tags.size(); ++bar) {
      if (bar == 0 || symbol.tags[bar] != symbol.tags[bar - 1]) {
        starts_.push_back({bar, symbol.tags[bar]});
      }
    }
  }

  std::size_t bars() const { return sums_.size() - 1; }

  // Adds the sum of values under each label, tags moved `shift` bars on, shift < bars().
  void add(std::size_t shift, std::span<double> by_label) const {
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const auto [begin, tag] = starts_[i];
      const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1].bar : bars();
      if (tag >= 0) {
        by_label[static_cast<std::size_t>(tag)] += up_to(end + shift) - up_to(begin + shift);
      }
    }
  }

  void count(std::span<double> bars_of) const {
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1].bar : bars();
      if (starts_[i].tag >= 0) {
        bars_of[static_cast<std::size_t>(starts_[i].tag)] +=
            static_cast<double>(end - starts_[i].bar);
      }
    }
  }

 private:
  struct Start {
    std::size_t bar;
    std::int8_t tag;
  };

  // Values 0 .. bar - 1 of the series repeated.
  double up_to(std::size_t bar) const {
    return bar < sums_.size() ? sums_[bar] : sums_.back() + sums_[bar - bars()];
  }

  std::vector<double> sums_;
  std::vector<Start> starts_;
};

class ShiftTest {
 public:
  ShiftTest(std::span<const TaggedValues> symbols, int labels)
      : bars_of_(static_cast<std::size_t>(labels)), by_label_(bars_of_.size()) {
    for (const TaggedValues& symbol : symbols) {
      symbols_.emplace_back(symbol);
      symbols_.back().count(bars_of_);
      values_.insert(values_.end(), symbol.values.begin(), symbol.values.end());
    }
    deviation_ = values_.size() > 1 ? standard_deviation_of(values_) : 0;
    total_ = values_.empty() ? 0 : mean_of(values_) * static_cast<double>(values_.size());
  }

  // By `share` (0..1) of the shifts that each symbol allows; nothing for "as they are".
  std::optional<double> statistic(std::optional<double> share, std::size_t shortest) {
    std::ranges::fill(by_label_, 0.0);
    for (const ShiftedSymbol& symbol : symbols_) {
      symbol.add(share ? shift_of(symbol.bars(), *share, shortest) : 0, by_label_);
    }
    const auto all = static_cast<double>(values_.size());
    std::optional<double> largest;
    for (std::size_t label = 0; label < bars_of_.size(); ++label) {
      const double in = bars_of_[label];
      if (in > 0 && in < all) {
        const double apart = by_label_[label] / in - (total_ - by_label_[label]) / (all - in);
        largest = std::max(largest.value_or(0), std::abs(apart) / deviation_);
      }
    }
    return largest;
  }

  bool can_shift(std::size_t shortest) const {
    return deviation_ > 0 && std::ranges::any_of(symbols_, [&](const ShiftedSymbol& symbol) {
             return symbol.bars() > 2 * shortest;
           });
  }

 private:
  // Of shortest .. bars - shortest; a symbol too short for that stays as it is.
  static std::size_t shift_of(std::size_t bars, double share, std::size_t shortest) {
    if (bars <= 2 * shortest) {
      return 0;
    }
    const auto choices = static_cast<double>(bars - 2 * shortest + 1);
    return shortest + static_cast<std::size_t>(share * choices);
  }

  std::vector<ShiftedSymbol> symbols_;
  std::vector<double> values_;
  std::vector<double> bars_of_;
  std::vector<double> by_label_;
  double deviation_ = 0;
  double total_ = 0;
};

// Sums of the same values in another order differ by rounding: a tie counts as one.
constexpr double kTie = 1e-9;

}  // namespace

RegimeEffect regime_effect(std::span<const TaggedValues> symbols, int labels, std::int64_t shortest,
                           std::uint64_t seed) {
  RegimeEffect effect;
  ShiftTest test(symbols, labels);
  const auto least = static_cast<std::size_t>(shortest);
  if (!test.can_shift(least)) {
    return effect;
  }
  effect.statistic = test.statistic(std::nullopt, least);
  if (!effect.statistic) {
    return effect;
  }
  Random random(seed, 0);
  int as_large = 0;
  for (int shift = 0; shift < kShifts; ++shift) {
    as_large += *test.statistic(random.uniform(), least) >= *effect.statistic * (1 - kTie) ? 1 : 0;
  }
  effect.p = (1.0 + as_large) / (1.0 + kShifts);
  return effect;
}

void adjust_holm(std::span<RegimeEffect* const> effects) {
  std::vector<RegimeEffect*> tested;
  std::ranges::copy_if(effects, std::back_inserter(tested),
                       [](const RegimeEffect* effect) { return effect->p.has_value(); });
  std::ranges::stable_sort(tested, {}, [](const RegimeEffect* effect) { return *effect->p; });
  double least = 0;
  for (std::size_t i = 0; i < tested.size(); ++i) {
    least = std::max(least, *tested[i]->p * static_cast<double>(tested.size() - i));
    tested[i]->p_holm = std::min(least, 1.0);
  }
}

MeanInterval resample_episodes(std::span<const EpisodeSums> episodes, std::uint64_t seed) {
  Random random(seed, 1);
  std::vector<double> means;
  for (int draw = 0; draw < kDraws; ++draw) {
    EpisodeSums all;
    for (std::size_t i = 0; i < episodes.size(); ++i) {
      const double at = random.uniform() * static_cast<double>(episodes.size());
      const EpisodeSums& episode = episodes[static_cast<std::size_t>(at)];
      all.sum += episode.sum;
      all.bars += episode.bars;
    }
    means.push_back(all.sum / static_cast<double>(all.bars));
  }
  return {quantile_of(means, 0.025), quantile_of(means, 0.975)};
}

}  // namespace barometer
