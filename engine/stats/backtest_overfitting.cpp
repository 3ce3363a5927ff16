// SPDX-License-Identifier: Apache-2.0
#include "stats/backtest_overfitting.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

namespace barometer::stats {

namespace {

using Blocks = std::uint32_t;  // a set of blocks, a bit each

// Sums of the values and of their squares of all rows in every set of some blocks.
class PatternSums {
 public:
  // Blocks first .. first + count - 1 of `length` values each.
  PatternSums(const SampleRows& rows, std::size_t first, std::size_t count, std::size_t length)
      : rows_(rows.size()), sums_((std::size_t{1} << count) * rows_), squares_(sums_.size()) {
    for (std::size_t block = 0; block < count; ++block) {
      add_block(rows, (first + block) * length, length, std::size_t{1} << block);
    }
    // One block more than in another set.
    for (std::size_t set = 1; set < std::size_t{1} << count; ++set) {
      const std::size_t last = std::size_t{1} << std::countr_zero(set);
      for (std::size_t i = 0; set != last && i < rows_; ++i) {
        sums_[set * rows_ + i] = sums_[(set ^ last) * rows_ + i] + sums_[last * rows_ + i];
        squares_[set * rows_ + i] = squares_[(set ^ last) * rows_ + i] + squares_[last * rows_ + i];
      }
    }
  }

  const double* sums(std::size_t set) const { return sums_.data() + set * rows_; }

  const double* squares(std::size_t set) const { return squares_.data() + set * rows_; }

 private:
  void add_block(const SampleRows& rows, std::size_t begin, std::size_t length, std::size_t set) {
    for (std::size_t i = 0; i < rows_; ++i) {
      double sum = 0;
      double squares = 0;
      for (const double value : rows.row(i).subspan(begin, length)) {
        sum += value;
        squares += value * value;
      }
      sums_[set * rows_ + i] = sum;
      squares_[set * rows_ + i] = squares;
    }
  }

  std::size_t rows_;
  std::vector<double> sums_;
  std::vector<double> squares_;
};

// All rows in one half, by a score that orders them as their Sharpe ratios do and needs no root:
// |sum| sum / (sum of squares - sum^2 / n).
class HalfScores {
 public:
  HalfScores(std::size_t rows, double values) : score_(rows), n_(values) {}

  void measure(const PatternSums& low, std::size_t low_set, const PatternSums& high,
               std::size_t high_set) {
    constexpr double kNoSpread = 1e-12;  // of the squares: what rounding makes of equal values
    const double* const sums[2] = {low.sums(low_set), high.sums(high_set)};
    const double* const squares[2] = {low.squares(low_set), high.squares(high_set)};
    for (std::size_t i = 0; i < score_.size(); ++i) {
      const double sum = sums[0][i] + sums[1][i];
      const double square = squares[0][i] + squares[1][i];
      const double spread = square - sum * sum / n_;
      const double divisor =
          spread > kNoSpread * square ? spread : std::numeric_limits<double>::infinity();
      score_[i] = sum * std::abs(sum) / divisor;
    }
  }

  std::size_t best() const {
    return static_cast<std::size_t>(std::ranges::max_element(score_) - score_.begin());
  }

  // The Sharpe ratio, ddof 1.
  double ratio(std::size_t row) const {
    return std::copysign(std::sqrt(std::abs(score_[row]) * (n_ - 1)) / n_, score_[row]);
  }

  // rank / (rows + 1).
  double relative_rank(std::size_t row) const {
    std::int64_t less = 0;
    std::int64_t equal = 0;
    for (const double score : score_) {
      less += score < score_[row] ? 1 : 0;
      equal += score == score_[row] ? 1 : 0;
    }
    const double rank = static_cast<double>(less) + static_cast<double>(equal + 1) / 2;
    return rank / static_cast<double>(score_.size() + 1);
  }

 private:
  std::vector<double> score_;
  double n_;  // values in a half
};

// All sets of half of the blocks, ascending.
std::vector<Blocks> halves_of(std::size_t blocks) {
  std::vector<Blocks> sets;
  for (Blocks set = 0; set < Blocks{1} << blocks; ++set) {
    if (static_cast<std::size_t>(std::popcount(set)) * 2 == blocks) {
      sets.push_back(set);
    }
  }
  return sets;
}

HalvedBlocks chosen(const HalfScores& in, const HalfScores& out) {
  const std::size_t best = in.best();
  return {.best = best,
          .in = in.ratio(best),
          .out = out.ratio(best),
          .relative_rank = out.relative_rank(best)};
}

// Every half is the other one's rest, so that both are measured at once: in ascending order set i
// is the rest of the i-th from the end.
std::vector<HalvedBlocks> measure_halves(const SampleRows& rows, std::size_t blocks,
                                         core::Workers& workers) {
  constexpr std::size_t kAtOnce = 128;
  const std::size_t length = rows.periods / blocks;
  const std::size_t low_blocks = blocks / 2;
  const PatternSums low(rows, 0, low_blocks, length);
  const PatternSums high(rows, low_blocks, blocks - low_blocks, length);
  const std::vector<Blocks> sets = halves_of(blocks);
  std::vector<HalvedBlocks> halves(sets.size());
  const Blocks low_mask = (Blocks{1} << low_blocks) - 1;
  const std::size_t pairs = sets.size() / 2;
  const auto values = static_cast<double>(length * low_blocks);
  workers.for_each((pairs + kAtOnce - 1) / kAtOnce, 1, [&](std::size_t piece) {
    HalfScores ones(rows.size(), values);
    HalfScores others(rows.size(), values);
    for (std::size_t i = piece * kAtOnce; i < std::min(pairs, (piece + 1) * kAtOnce); ++i) {
      const std::size_t j = sets.size() - 1 - i;
      ones.measure(low, sets[i] & low_mask, high, sets[i] >> low_blocks);
      others.measure(low, sets[j] & low_mask, high, sets[j] >> low_blocks);
      halves[i] = chosen(ones, others);
      halves[j] = chosen(others, ones);
    }
  });
  return halves;
}

std::optional<double> slope_of(std::span<const HalvedBlocks> halves) {
  const auto n = static_cast<double>(halves.size());
  double mean_in = 0;
  double mean_out = 0;
  for (const HalvedBlocks& half : halves) {
    mean_in += half.in / n;
    mean_out += half.out / n;
  }
  double products = 0;
  double squares = 0;
  for (const HalvedBlocks& half : halves) {
    products += (half.in - mean_in) * (half.out - mean_out);
    squares += (half.in - mean_in) * (half.in - mean_in);
  }
  return squares > 0 ? std::optional(products / squares) : std::nullopt;
}

}  // namespace

std::optional<BacktestOverfitting> backtest_overfitting(const SampleRows& rows, std::size_t blocks,
                                                        core::Workers& workers) {
  if (rows.size() < 2 || rows.periods < 2 * blocks) {
    return std::nullopt;
  }
  BacktestOverfitting result;
  result.halves = measure_halves(rows, blocks, workers);
  result.slope = slope_of(result.halves);
  const auto share = [&](const auto& counts) {
    return static_cast<double>(std::ranges::count_if(result.halves, counts)) /
           static_cast<double>(result.halves.size());
  };
  // ln(omega / (1 - omega)) <= 0 is omega <= 1/2.
  result.probability = share([](const HalvedBlocks& half) { return half.relative_rank <= 0.5; });
  result.losses = share([](const HalvedBlocks& half) { return half.out < 0; });
  return result;
}

}  // namespace barometer::stats
