// SPDX-License-Identifier: Apache-2.0
#include "stats/sign_flip_test.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>

#include "stats/random.hpp"

namespace barometer::stats {

namespace {

// Rounding makes no difference: as large is as large to this share.
constexpr double kTie = 1e-9;
// Draws that are made at a time, twice as many each time: those after the last one that counts are
// discarded.
constexpr std::size_t kFirstBatch = 64;
constexpr std::size_t kLargestGroup = 8;

// Blocks whose signed sums are tabled: a large table pays where many draws read it.
std::size_t group_of(std::size_t draws) {
  return draws < 256 ? 4 : kLargestGroup;
}

// Linear sums over blocks from which T follows for any signs. With a_b = S_b / n - S'_b / n',
// p_b = N_b / n and q_b = N'_b / n' the squares come to
//   sum u^2 = sum a^2 - 2 sum a c + sum c^2,  c = m p - m' q,
// so that each label needs the signed sums of S, a p and a q alone, and all need that of the total.
class SignedSums {
 public:
  SignedSums(const BlockSums& values, std::span<const LabelCounts> counts)
      : blocks_(values.blocks) {
    for (std::size_t label = 0; label < values.labels; ++label) {
      if (counts[label].eligible()) {
        labels_.push_back({label, counts[label].values, counts[label].rest_values});
      }
    }
    columns_ = 1 + 3 * labels_.size();
    rows_.resize((blocks_ + kLargestGroup - 1) / kLargestGroup * kLargestGroup * columns_, 0);
    const double known = std::accumulate(values.counts.begin(), values.counts.end(), 0.0);
    const double sum = std::accumulate(values.sums.begin(), values.sums.end(), 0.0);
    for (std::size_t block = 0; block < blocks_; ++block) {
      add_block(values, block, known > 0 ? sum / known : 0);
    }
  }

  std::size_t labels() const { return labels_.size(); }

  bool varies() const {
    return std::ranges::any_of(labels_, [](const Label& label) { return label.aa > 0; });
  }

  std::size_t words() const { return (blocks_ + 63) / 64; }

  // T of the first draws, whose signs are signs(draw, word).
  template <class Signs>
  std::vector<double> statistics(std::size_t draws, const Signs& signs) const {
    std::vector<double> sums(draws * columns_, 0);
    std::vector<std::uint64_t> batch(draws);  // a word of signs per draw
    std::vector<double> patterns((std::size_t{1} << group_of(draws)) * columns_);
    for (std::size_t word = 0; word < words(); ++word) {
      for (std::size_t draw = 0; draw < draws; ++draw) {
        batch[draw] = signs(draw, word);
      }
      const std::size_t last = std::min(rows_.size() / columns_, (word + 1) * 64);
      for (std::size_t block = word * 64; block < last; block += group_of(draws)) {
        add_group(block, batch, patterns, sums);
      }
    }
    std::vector<double> all(draws);
    for (std::size_t draw = 0; draw < draws; ++draw) {
      all[draw] = statistic(std::span{sums}.subspan(draw * columns_, columns_));
    }
    return all;
  }

 private:
  struct Label {
    std::size_t at;
    double in;
    double rest;
    double aa = 0;
    double pp = 0;
    double pq = 0;
    double qq = 0;
  };

  void add_block(const BlockSums& values, std::size_t block, double mean) {
    const std::size_t first = values.at(block, 0);
    double total = 0;
    double count = 0;
    for (std::size_t label = 0; label < values.labels; ++label) {
      total += values.sums[first + label] - mean * values.counts[first + label];
      count += values.counts[first + label];
    }
    double* row = rows_.data() + block * columns_;
    *row++ = total;
    for (Label& label : labels_) {
      const double in_block = values.counts[first + label.at];
      const double sum = values.sums[first + label.at] - mean * in_block;
      const double a = sum / label.in - (total - sum) / label.rest;
      const double p = in_block / label.in;
      const double q = (count - in_block) / label.rest;
      label.aa += a * a;
      label.pp += p * p;
      label.pq += p * q;
      label.qq += q * q;
      *row++ = sum;
      *row++ = a * p;
      *row++ = a * q;
    }
  }

  // All signed sums of a group of blocks first, of which every draw then needs one.
  void add_group(std::size_t block, std::span<const std::uint64_t> batch,
                 std::vector<double>& patterns, std::vector<double>& sums) const {
    const std::size_t group = group_of(batch.size());
    const std::size_t count = std::size_t{1} << group;
    const double* rows = rows_.data() + block * columns_;
    std::fill_n(patterns.begin(), columns_, 0);
    for (std::size_t i = 0; i < group * columns_; ++i) {
      patterns[i % columns_] -= rows[i];
    }
    // One sign is turned from another pattern's.
    for (std::size_t pattern = 1; pattern < count; ++pattern) {
      const double* of_other = patterns.data() + (pattern & (pattern - 1)) * columns_;
      const double* row = rows + static_cast<std::size_t>(std::countr_zero(pattern)) * columns_;
      double* out = patterns.data() + pattern * columns_;
      for (std::size_t column = 0; column < columns_; ++column) {
        out[column] = of_other[column] + 2 * row[column];
      }
    }
    for (std::size_t draw = 0; draw < batch.size(); ++draw) {
      const double* in = patterns.data() + (batch[draw] >> block % 64 & (count - 1)) * columns_;
      double* out = sums.data() + draw * columns_;
      for (std::size_t column = 0; column < columns_; ++column) {
        out[column] += in[column];
      }
    }
  }

  double statistic(std::span<const double> sums) const {
    // Below this share of what the squares are made of, rounding is all that is left of them.
    constexpr double kRounding = 1e-13;
    double largest = 0;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const Label& label = labels_[i];
      const std::span<const double> of_label = sums.subspan(1 + 3 * i, 3);
      const double in = of_label[0] / label.in;
      const double rest = (sums[0] - of_label[0]) / label.rest;
      const double squares = label.aa - 2 * (in * of_label[1] - rest * of_label[2]) +
                             in * in * label.pp - 2 * in * rest * label.pq + rest * rest * label.qq;
      const double least = kRounding * label.aa;
      if (least > 0) {
        largest = std::max(largest, std::abs(in - rest) / std::sqrt(std::max(squares, least)));
      }
    }
    return largest;
  }

  std::size_t blocks_;
  std::vector<Label> labels_;
  std::size_t columns_ = 0;
  std::vector<double> rows_;  // [block][column], blocks of 0 behind the last
};

}  // namespace

std::vector<LabelCounts> label_counts(const BlockSums& values) {
  std::vector<LabelCounts> all(values.labels);
  for (std::size_t block = 0; block < values.blocks; ++block) {
    const auto of_block = std::span{values.counts}.subspan(values.at(block, 0), values.labels);
    const double count = std::accumulate(of_block.begin(), of_block.end(), 0.0);
    for (std::size_t label = 0; label < values.labels; ++label) {
      all[label].values += of_block[label];
      all[label].rest_values += count - of_block[label];
      all[label].blocks += of_block[label] > 0 ? 1 : 0;
      all[label].rest_blocks += count > of_block[label] ? 1 : 0;
    }
  }
  return all;
}

std::int64_t fewest_blocks(const std::vector<LabelCounts>& counts) {
  std::int64_t fewest = 0;
  for (const LabelCounts& label : counts) {
    if (label.eligible()) {
      const std::int64_t blocks = std::min(label.blocks, label.rest_blocks);
      fewest = fewest == 0 ? blocks : std::min(fewest, blocks);
    }
  }
  return fewest;
}

double least_p(std::int64_t fewest_blocks) {
  if (fewest_blocks == 0) {
    return 1;
  }
  const auto halvings = static_cast<int>(std::min<std::int64_t>(fewest_blocks - 1, 1000));
  return std::max(std::ldexp(1.0, -halvings), 1.0 / (1 + kMostDraws));
}

std::uint64_t SignSource::signs(std::uint64_t draw, std::uint64_t word) const {
  std::uint64_t state = seed;
  for (const std::uint64_t part : {dimension, draw, word}) {
    state = split_mix(state) ^ part;
  }
  return split_mix(state);
}

SignFlipTest sign_flip_test(const BlockSums& values, const SignSource& source) {
  constexpr std::uint64_t kAllPlus = ~std::uint64_t{0};
  const SignedSums sums(values, label_counts(values));
  if (sums.labels() < 2 || !sums.varies()) {
    return {};
  }
  SignFlipTest test;
  test.statistic = sums.statistics(1, [](std::size_t, std::size_t) { return kAllPlus; }).front();
  const double large = *test.statistic * (1 - kTie);
  std::int64_t as_large = 0;
  while (test.draws < kMostDraws) {
    const auto first = static_cast<std::size_t>(test.draws);
    const std::size_t count =
        std::min(std::max(kFirstBatch, first), static_cast<std::size_t>(kMostDraws) - first);
    for (const double drawn : sums.statistics(count, [&](std::size_t draw, std::size_t word) {
           return source.signs(first + draw, word);
         })) {
      ++test.draws;
      as_large += drawn >= large ? 1 : 0;
      if (as_large == kEnoughAsLarge) {
        test.p = static_cast<double>(kEnoughAsLarge) / static_cast<double>(test.draws);
        return test;
      }
    }
  }
  test.p = static_cast<double>(as_large + 1) / static_cast<double>(kMostDraws + 1);
  return test;
}

}  // namespace barometer::stats
