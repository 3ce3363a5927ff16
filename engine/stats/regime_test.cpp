// SPDX-License-Identifier: Apache-2.0
#include "stats/regime_test.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "stats/random.hpp"

namespace barometer::stats {

namespace {

// Bars begin .. end - 1 of one symbol.
struct Episode {
  std::uint32_t begin;
  std::uint32_t end;
};

using Episodes = std::vector<Episode>;

// The last entry is of unknown tags.
std::vector<Episodes> episodes_by_label(std::span<const std::int8_t> tags, std::size_t labels) {
  std::vector<Episodes> episodes(labels + 1);
  std::size_t begin = 0;
  for (std::size_t bar = 1; bar <= tags.size(); ++bar) {
    if (bar < tags.size() && tags[bar] == tags[begin]) {
      continue;
    }
    const std::size_t label = tags[begin] < 0 ? labels : static_cast<std::size_t>(tags[begin]);
    episodes[label].push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(bar)});
    begin = bar;
  }
  return episodes;
}

// Four sums at a time, for one would wait for every addition to end.
double sum_under(std::span<const Episode> episodes, const double* sums) {
  std::array<double, 4> parts{};
  std::size_t i = 0;
  for (; i + parts.size() <= episodes.size(); i += parts.size()) {
    for (std::size_t part = 0; part < parts.size(); ++part) {
      parts[part] += sums[episodes[i + part].end] - sums[episodes[i + part].begin];
    }
  }
  for (; i < episodes.size(); ++i) {
    parts[0] += sums[episodes[i].end] - sums[episodes[i].begin];
  }
  return (parts[0] + parts[1]) + (parts[2] + parts[3]);
}

class ShiftTest {
 public:
  ShiftTest(const CircularValues& values, std::span<const std::vector<std::int8_t>> tags,
            std::size_t labels, std::size_t shortest)
      : values_(values), shortest_(shortest), bars_of_(labels + 1) {
    std::vector<std::size_t> counts(labels + 1);
    for (const std::vector<std::int8_t>& of_symbol : tags) {
      episodes_.push_back(episodes_by_label(of_symbol, labels));
      for (std::size_t label = 0; label <= labels; ++label) {
        counts[label] += episodes_.back()[label].size();
        for (const Episode& episode : episodes_.back()[label]) {
          bars_of_[label] += episode.end - episode.begin;
        }
      }
    }
    rest_ = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
  }

  bool possible() const {
    bool movable = false;
    for (std::size_t symbol = 0; symbol < values_.symbols(); ++symbol) {
      movable = movable || values_.bars(symbol) > 2 * shortest_;
    }
    return movable && values_.deviation() > 0 && std::ranges::any_of(labels(), [&](double bars) {
             return bars > 0 && bars < values_.count();
           });
  }

  // As the tags are.
  double statistic() const { return statistics({}, 1).front(); }

  // Of shifts by shares (0..1, ascending) of what each symbol allows.
  std::vector<double> statistics(std::span<const double> shares) const {
    return statistics(shares, shares.size());
  }

 private:
  // No shares: no shift.
  std::vector<double> statistics(std::span<const double> shares, std::size_t count) const {
    std::vector<double> sums(count * bars_of_.size(), 0);  // [label][shift]
    std::vector<std::size_t> shifts(count, 0);
    for (std::size_t symbol = 0; symbol < episodes_.size(); ++symbol) {
      std::ranges::transform(shares, shifts.begin(),
                             [&](double share) { return shift_of(symbol, share); });
      for (std::size_t label = 0; label < bars_of_.size(); ++label) {
        if (label != rest_) {
          add(symbol, label, shifts, std::span{sums}.subspan(label * count, count));
        }
      }
    }
    leave_rest(sums, count);
    std::vector<double> statistics(count);
    for (std::size_t i = 0; i < count; ++i) {
      statistics[i] = largest_distance(sums, count, i);
    }
    return statistics;
  }

  // Some episodes under all shifts, then the next ones: neighbouring shifts look at much the same
  // values, which are still in the first cache level.
  void add(std::size_t symbol, std::size_t label, std::span<const std::size_t> shifts,
           std::span<double> sums) const {
    constexpr std::size_t kBlock = 256;
    const std::span<const Episode> all = episodes_[symbol][label];
    for (std::size_t from = 0; from < all.size(); from += kBlock) {
      const auto block = all.subspan(from, std::min(kBlock, all.size() - from));
      for (std::size_t i = 0; i < shifts.size(); ++i) {
        sums[i] += sum_under(block, values_.from(symbol, shifts[i]));
      }
    }
  }

  // Of shortest .. bars - shortest; a symbol too short for that stays as it is.
  std::size_t shift_of(std::size_t symbol, double share) const {
    const std::size_t bars = values_.bars(symbol);
    if (bars <= 2 * shortest_) {
      return 0;
    }
    const auto choices = static_cast<double>(bars - 2 * shortest_ + 1);
    return shortest_ + static_cast<std::size_t>(share * choices);
  }

  // What all others leave is the sum under the label with the most episodes: they need not be
  // walked.
  void leave_rest(std::span<double> sums, std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i) {
      double others = 0;
      for (std::size_t label = 0; label < bars_of_.size(); ++label) {
        others += label == rest_ ? 0 : sums[label * count + i];
      }
      sums[rest_ * count + i] = values_.total() - others;
    }
  }

  // Without unknown.
  std::span<const double> labels() const { return std::span{bars_of_}.first(bars_of_.size() - 1); }

  // Of shift `at` among `count` of them.
  double largest_distance(std::span<const double> sums, std::size_t count, std::size_t at) const {
    double largest = 0;
    for (std::size_t label = 0; label < labels().size(); ++label) {
      const double in = bars_of_[label];
      const double sum = sums[label * count + at];
      if (in > 0 && in < values_.count()) {
        const double elsewhere = (values_.total() - sum) / (values_.count() - in);
        largest = std::max(largest, std::abs(sum / in - elsewhere));
      }
    }
    return largest / values_.deviation();
  }

  const CircularValues& values_;
  std::size_t shortest_;
  std::vector<double> bars_of_;                  // per label and of unknown, all symbols
  std::size_t rest_ = 0;                         // the label with the most episodes
  std::vector<std::vector<Episodes>> episodes_;  // [symbol][label]
};

// Ascending, so that neighbours are close.
std::vector<double> shares_of(std::uint64_t seed) {
  Random random(seed, 0);
  std::vector<double> shares(kShifts);
  std::ranges::generate(shares, [&random] { return random.uniform(); });
  std::ranges::sort(shares);
  return shares;
}

// How many shifts have at least this statistic. Sums of the same values in another order differ by
// rounding: a tie counts as one.
std::int64_t as_large(const ShiftTest& test, double statistic, std::uint64_t seed,
                      core::Workers& workers) {
  constexpr double kTie = 1e-9;
  constexpr std::size_t kPart = 50;  // shifts in one piece of work
  static_assert(kShifts % kPart == 0);
  const std::vector<double> shares = shares_of(seed);
  std::vector<std::int64_t> counts(shares.size() / kPart);
  workers.for_each(counts.size(), 1, [&](std::size_t part) {
    const auto shifted = test.statistics(std::span{shares}.subspan(part * kPart, kPart));
    counts[part] = std::ranges::count_if(
        shifted, [statistic](double other) { return other >= statistic * (1 - kTie); });
  });
  return std::reduce(counts.begin(), counts.end());
}

}  // namespace

CircularValues::CircularValues(std::span<const std::vector<double>> values) {
  for (const std::vector<double>& series : values) {
    std::vector<double>& sums = sums_.emplace_back(1, 0.0);
    sums.reserve(2 * series.size() + 1);
    for (std::size_t i = 0; i < 2 * series.size(); ++i) {
      sums.push_back(sums.back() + series[i < series.size() ? i : i - series.size()]);
    }
    total_ += sums[series.size()];
    count_ += static_cast<double>(series.size());
  }
  double squares = 0;
  for (const std::vector<double>& series : values) {
    for (const double value : series) {
      squares += (value - total_ / count_) * (value - total_ / count_);
    }
  }
  deviation_ = count_ > 1 ? std::sqrt(squares / (count_ - 1)) : 0;
}

RegimeTest regime_test(const CircularValues& values, std::span<const std::vector<std::int8_t>> tags,
                       int labels, std::int64_t shortest, std::uint64_t seed,
                       core::Workers& workers) {
  const ShiftTest test(values, tags, static_cast<std::size_t>(labels),
                       static_cast<std::size_t>(shortest));
  if (!test.possible()) {
    return {};
  }
  const double statistic = test.statistic();
  const auto larger = static_cast<double>(as_large(test, statistic, seed, workers));
  return {statistic, (1 + larger) / (1 + kShifts), {}};
}

void adjust_holm(std::span<RegimeTest* const> effects) {
  std::vector<RegimeTest*> tested;
  std::ranges::copy_if(effects, std::back_inserter(tested),
                       [](const RegimeTest* effect) { return effect->p.has_value(); });
  std::ranges::stable_sort(tested, {}, [](const RegimeTest* effect) { return *effect->p; });
  double least = 0;
  for (std::size_t i = 0; i < tested.size(); ++i) {
    least = std::max(least, *tested[i]->p * static_cast<double>(tested.size() - i));
    tested[i]->p_holm = std::min(least, 1.0);
  }
}

}  // namespace barometer::stats
