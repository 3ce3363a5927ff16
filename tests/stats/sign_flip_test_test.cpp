// SPDX-License-Identifier: Apache-2.0
#include "stats/sign_flip_test.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "stats/binomial.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr stats::SignSource kSource{7, 11};

// Blocks of 5 values whose labels dwell; a value is noise plus what its label adds.
stats::BlockSums sample(std::uint64_t seed, std::size_t blocks, const std::vector<double>& means,
                        double unlabelled = 0) {
  stats::Random random(seed, 3);
  stats::BlockSums values(blocks, means.size());
  std::size_t label = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    for (int i = 0; i < 5; ++i) {
      if (random.uniform() < 0.2) {
        label = static_cast<std::size_t>(random.uniform() * static_cast<double>(means.size()));
      }
      const double value = means[label] + random.normal();
      if (random.uniform() >= unlabelled) {
        values.add(block, label, value, 1);
      }
    }
  }
  return values;
}

// The statistic straight from its definition, with the sums of block b times sign[b].
long double defined_statistic(const stats::BlockSums& values, const std::vector<int>& sign) {
  const auto counts = stats::label_counts(values);
  long double total = 0;
  long double known = 0;
  for (std::size_t i = 0; i < values.sums.size(); ++i) {
    total += values.sums[i];
    known += values.counts[i];
  }
  const auto sum_of = [&](std::size_t b, std::size_t k) {
    const std::size_t at = values.at(b, k);
    return sign[b] * (values.sums[at] - total / known * values.counts[at]);
  };
  long double largest = 0;
  for (std::size_t k = 0; k < values.labels; ++k) {
    if (!counts[k].eligible()) {
      continue;
    }
    const long double n = counts[k].values;
    const long double rest_n = counts[k].rest_values;
    std::vector<long double> s(values.blocks), rest_s(values.blocks), c(values.blocks),
        rest_c(values.blocks);
    long double m = 0;
    long double rest_m = 0;
    for (std::size_t b = 0; b < values.blocks; ++b) {
      for (std::size_t other = 0; other < values.labels; ++other) {
        (other == k ? s : rest_s)[b] += sum_of(b, other);
        (other == k ? c : rest_c)[b] += values.counts[values.at(b, other)];
      }
      m += s[b] / n;
      rest_m += rest_s[b] / rest_n;
    }
    long double squares = 0;
    for (std::size_t b = 0; b < values.blocks; ++b) {
      const long double u = (s[b] - m * c[b]) / n - (rest_s[b] - rest_m * rest_c[b]) / rest_n;
      squares += u * u;
    }
    largest = std::max(largest, std::abs(m - rest_m) / std::sqrt(squares));
  }
  return largest;
}

// p by the rule of stopping, one draw after the other.
stats::SignFlipTest defined_test(const stats::BlockSums& values, const stats::SignSource& source) {
  stats::SignFlipTest test;
  const long double observed = defined_statistic(values, std::vector<int>(values.blocks, 1));
  test.statistic = static_cast<double>(observed);
  int as_large = 0;
  for (std::uint64_t draw = 0; draw < 2000; ++draw) {
    std::vector<int> sign(values.blocks);
    for (std::size_t b = 0; b < values.blocks; ++b) {
      sign[b] = (source.signs(draw, b / 64) >> b % 64 & 1) != 0 ? 1 : -1;
    }
    ++test.draws;
    as_large += defined_statistic(values, sign) >= observed * (1 - 1e-9L) ? 1 : 0;
    if (as_large == 20) {
      test.p = 20.0 / static_cast<double>(test.draws);
      return test;
    }
  }
  test.p = (as_large + 1) / 2001.0;
  return test;
}

}  // namespace

TEST_CASE("statistic, p and draws are those of the definition") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const double effect = 0.1 * static_cast<double>(seed % 4);
    const stats::BlockSums values =
        sample(seed, 40 + 13 * seed, {0, effect, -effect, 0.5}, seed % 3 == 0 ? 0.3 : 0);
    const stats::SignFlipTest found = stats::sign_flip_test(values, {seed, 5});
    const stats::SignFlipTest defined = defined_test(values, {seed, 5});
    CHECK(found.statistic.value() == Approx(defined.statistic.value()).epsilon(1e-10));
    CHECK(found.p.value() == defined.p.value());
    CHECK(found.draws == defined.draws);
  }
}

TEST_CASE("a statistic by hand: two labels, one value a block") {
  // 12 blocks x 3 values of label 0 with sum 3, then 12 of label 1 with sum -3, but for one block
  // each of sum 6 and -6: m = 39 / 36, m' = -39 / 36; residuals of 11 blocks 3 - 3.25, of one 6 -
  // 3.25, either way; sum u^2 = 2 (11 / 16 + 121 / 16) / 36^2.
  stats::BlockSums values(24, 2);
  for (std::size_t block = 0; block < 24; ++block) {
    const double sum = block % 12 == 0 ? 6 : 3;
    values.add(block, block / 12, block < 12 ? sum : -sum, 3);
  }
  const double squares = 2 * (11.0 / 16 + 121.0 / 16) / (36.0 * 36.0);
  CHECK(stats::sign_flip_test(values, kSource).statistic.value() ==
        Approx(2 * 39.0 / 36 / std::sqrt(squares)).epsilon(1e-12));
}

TEST_CASE("a power of two on the values changes no bit of the test") {
  stats::BlockSums values = sample(3, 150, {0, 0.1, 0.2});
  const stats::SignFlipTest before = stats::sign_flip_test(values, kSource);
  std::ranges::for_each(values.sums, [](double& sum) { sum *= 0x1p-40; });
  const stats::SignFlipTest after = stats::sign_flip_test(values, kSource);
  CHECK(after.statistic.value() == before.statistic.value());
  CHECK(after.p.value() == before.p.value());
}

TEST_CASE("neither another level of all values nor another order of labels changes p") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const stats::BlockSums values = sample(seed, 150, {0, 0.1, 0.2});
    stats::BlockSums other(values.blocks, values.labels);
    for (std::size_t block = 0; block < values.blocks; ++block) {
      for (std::size_t label = 0; label < values.labels; ++label) {
        const std::size_t at = values.at(block, label);
        other.add(block, (label + 1) % 3, values.sums[at] + 5 * values.counts[at],
                  values.counts[at]);
      }
    }
    const stats::SignFlipTest a = stats::sign_flip_test(values, kSource);
    const stats::SignFlipTest b = stats::sign_flip_test(other, kSource);
    CHECK(b.statistic.value() == Approx(a.statistic.value()).epsilon(1e-9));
    CHECK(b.p.value() == a.p.value());
    CHECK(b.draws == a.draws);
  }
}

TEST_CASE("labels are eligible by their own and the other bars, whatever the values are") {
  stats::BlockSums values(30, 3);
  for (std::size_t block = 0; block < 30; ++block) {
    values.add(block, 0, 1, 5);
    if (block < 9) {
      values.add(block, 1, 1, 50);
    }
    if (block < 10) {
      values.add(block, 2, 1, 3);
    }
  }
  const auto counts = stats::label_counts(values);
  CHECK(counts[0].eligible());
  CHECK(counts[0].rest_blocks == 10);
  CHECK_FALSE(counts[1].eligible());  // in 9 blocks
  CHECK(counts[1].blocks == 9);
  CHECK(counts[2].eligible());  // 30 values in 10 blocks
  CHECK(stats::least_p(stats::fewest_blocks(counts)) == Approx(std::ldexp(1.0, -9)));
  values.add(29, 1, 0, 1);
  CHECK(stats::label_counts(values)[1].eligible());
}

TEST_CASE("fewer than two eligible labels, or values that do not differ, are not tested") {
  CHECK_FALSE(stats::sign_flip_test(sample(1, 8, {0, 1}), kSource).p.has_value());
  CHECK_FALSE(stats::sign_flip_test(sample(1, 200, {0}), kSource).p.has_value());
  stats::BlockSums equal(40, 2);
  for (std::size_t block = 0; block < 40; ++block) {
    equal.add(block, block % 2, 0, 5);
  }
  CHECK_FALSE(stats::sign_flip_test(equal, kSource).p.has_value());
  CHECK(stats::fewest_blocks(stats::label_counts(stats::BlockSums(40, 2))) == 0);
  CHECK(stats::least_p(0) == 1);
}

TEST_CASE("labels that say all have the least p that draws can come to") {
  stats::BlockSums values(60, 2);
  for (std::size_t block = 0; block < 60; ++block) {
    values.add(block, block % 2, block % 2 == 0 ? 5 : -5, 5);
  }
  const stats::SignFlipTest test = stats::sign_flip_test(values, kSource);
  CHECK(test.draws == stats::kMostDraws);
  CHECK(test.p.value() == 1.0 / 2001);
  CHECK(stats::fewest_blocks(stats::label_counts(values)) == 30);
  CHECK(stats::least_p(30) == 1.0 / 2001);
}

TEST_CASE("signs are fair, and differ between seeds, dimensions, draws and blocks") {
  int heads = 0;
  for (std::uint64_t draw = 0; draw < 1000; ++draw) {
    heads += std::popcount(kSource.signs(draw, 0));
  }
  CHECK(std::abs(heads - 32'000) < 4 * 127);  // 4 standard deviations
  const std::uint64_t signs = kSource.signs(1, 1);
  CHECK(signs != kSource.signs(0, 1));
  CHECK(signs != kSource.signs(1, 0));
  CHECK(signs != stats::SignSource{8, 11}.signs(1, 1));
  CHECK(signs != stats::SignSource{7, 12}.signs(1, 1));
}

TEST_CASE("where labels say nothing p is at most .05 in about a twentieth of the runs") {
  constexpr std::int64_t kRuns = 1000;
  std::int64_t rejected = 0;
  for (std::uint64_t seed = 1; seed <= kRuns; ++seed) {
    rejected += stats::sign_flip_test(sample(seed, 60, {0, 0, 0}), {seed, 1}).p.value() <= 0.05;
  }
  CHECK(stats::binomial_at_least(kRuns, 0.065, rejected) >= 0.001);
  CHECK(stats::binomial_at_most(kRuns, 0.02, rejected) >= 0.001);
}

}  // namespace barometer
