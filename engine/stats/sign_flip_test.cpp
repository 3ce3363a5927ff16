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

// What one label needs of a block: {total, S, a p, a q}, in two registers. Added lane by lane.
using Lanes = double __attribute__((vector_size(16)));

struct Row {
  Lanes total_and_sum{};
  Lanes products{};

  Row& operator+=(const Row& other) {
    total_and_sum += other.total_and_sum;
    products += other.products;
    return *this;
  }
};

// The signs of some draws, a word of 64 blocks after the other.
struct Signs {
  std::size_t draws;
  std::vector<std::uint64_t> words;  // [word][draw]

  std::span<const std::uint64_t> of_word(std::size_t word) const {
    return std::span{words}.subspan(word * draws, draws);
  }
};

// One label against the rest. With a_b = S_b / n - S'_b / n', p_b = N_b / n and q_b = N'_b / n' the
// squares of T come to
//   sum u^2 = sum a^2 - 2 sum a c + sum c^2,  c = m p - m' q,
// so that for any signs T follows from the signed sums of the total, S, a p and a q.
class SignedLabel {
 public:
  SignedLabel(const BlockSums& values, std::size_t label, const LabelCounts& counts, double mean)
      : in_(counts.values), rest_(counts.rest_values) {
    rows_.reserve(whole_groups(values.blocks));
    for (std::size_t block = 0; block < values.blocks; ++block) {
      add_block(values, block, label, mean);
    }
    rows_.resize(whole_groups(values.blocks));
  }

  bool varies() const { return aa_ > 0; }

  // Makes each entry of `largest`, one a draw, |T| of its draw where that is larger.
  void raise(const Signs& signs, std::span<double> largest) const {
    std::vector<Row> sums(signs.draws);
    std::vector<Row> patterns(std::size_t{1} << group_of(signs.draws));
    for (std::size_t block = 0; block < rows_.size(); block += group_of(signs.draws)) {
      const std::span<const std::uint64_t> word = signs.of_word(block / 64);
      fill_patterns(block, patterns);
      for (std::size_t draw = 0; draw < signs.draws; ++draw) {
        sums[draw] += patterns[word[draw] >> block % 64 & (patterns.size() - 1)];
      }
    }
    for (std::size_t draw = 0; draw < signs.draws; ++draw) {
      largest[draw] = std::max(largest[draw], statistic(sums[draw]));
    }
  }

 private:
  static std::size_t whole_groups(std::size_t blocks) {
    return (blocks + kLargestGroup - 1) / kLargestGroup * kLargestGroup;
  }

  void add_block(const BlockSums& values, std::size_t block, std::size_t label, double mean) {
    double total = 0;
    double count = 0;
    for (std::size_t each = 0; each < values.labels; ++each) {
      const double in_block = values.counts[values.at(block, each)];
      total += values.sums[values.at(block, each)] - mean * in_block;
      count += in_block;
    }
    const double in_block = values.counts[values.at(block, label)];
    const double sum = values.sums[values.at(block, label)] - mean * in_block;
    const double a = sum / in_ - (total - sum) / rest_;
    const double p = in_block / in_;
    const double q = (count - in_block) / rest_;
    aa_ += a * a;
    pp_ += p * p;
    pq_ += p * q;
    qq_ += q * q;
    rows_.push_back({.total_and_sum = Lanes{total, sum}, .products = Lanes{a * p, a * q}});
  }

  // The sums of a group of blocks under all signs, of which every draw then needs one.
  void fill_patterns(std::size_t block, std::span<Row> patterns) const {
    const std::span<const Row> rows = std::span{rows_}.subspan(block);
    patterns[0] = {};
    for (std::size_t i = 0; std::size_t{1} << i < patterns.size(); ++i) {
      patterns[0].total_and_sum -= rows[i].total_and_sum;
      patterns[0].products -= rows[i].products;
    }
    // One sign is turned from another pattern's.
    for (std::size_t pattern = 1; pattern < patterns.size(); ++pattern) {
      const Row& row = rows[static_cast<std::size_t>(std::countr_zero(pattern))];
      const Row& other = patterns[pattern & (pattern - 1)];
      patterns[pattern] = {other.total_and_sum + (row.total_and_sum + row.total_and_sum),
                           other.products + (row.products + row.products)};
    }
  }

  double statistic(const Row& sums) const {
    // Below this share of what the squares are made of, rounding is all that is left of them.
    constexpr double kRounding = 1e-13;
    const double in = sums.total_and_sum[1] / in_;
    const double rest = (sums.total_and_sum[0] - sums.total_and_sum[1]) / rest_;
    const double squares = aa_ - 2 * (in * sums.products[0] - rest * sums.products[1]) +
                           in * in * pp_ - 2 * in * rest * pq_ + rest * rest * qq_;
    const double least = kRounding * aa_;
    return least > 0 ? std::abs(in - rest) / std::sqrt(std::max(squares, least)) : 0;
  }

  double in_;    // values under the label
  double rest_;  // and under the others
  double aa_ = 0;
  double pp_ = 0;
  double pq_ = 0;
  double qq_ = 0;
  std::vector<Row> rows_;  // a block each; empty ones behind the last
};

// All labels that have enough blocks.
class SignedSums {
 public:
  SignedSums(const BlockSums& values, std::span<const LabelCounts> counts)
      : words_((values.blocks + 63) / 64) {
    const double known = std::accumulate(values.counts.begin(), values.counts.end(), 0.0);
    const double sum = std::accumulate(values.sums.begin(), values.sums.end(), 0.0);
    for (std::size_t label = 0; label < values.labels; ++label) {
      if (counts[label].eligible()) {
        labels_.emplace_back(values, label, counts[label], known > 0 ? sum / known : 0);
      }
    }
  }

  std::size_t labels() const { return labels_.size(); }

  bool varies() const { return std::ranges::any_of(labels_, &SignedLabel::varies); }

  // T of some draws, whose signs are signs(draw, word).
  template <class SignsOf>
  std::vector<double> statistics(std::size_t draws, const SignsOf& signs_of) const {
    Signs signs{draws, {}};
    signs.words.reserve(words_ * draws);
    for (std::size_t word = 0; word < words_; ++word) {
      for (std::size_t draw = 0; draw < draws; ++draw) {
        signs.words.push_back(signs_of(draw, word));
      }
    }
    std::vector<double> largest(draws, 0);
    for (const SignedLabel& label : labels_) {
      label.raise(signs, largest);
    }
    return largest;
  }

 private:
  std::size_t words_;
  std::vector<SignedLabel> labels_;
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
