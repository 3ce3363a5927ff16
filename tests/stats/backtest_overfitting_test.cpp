// SPDX-License-Identifier: Apache-2.0
#include "stats/backtest_overfitting.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"
#include "support/rates.hpp"

namespace barometer {

namespace {

using stats::HalvedBlocks;

// Rows of noise, the first one with a mean of its own.
std::vector<double> noise(std::size_t rows, std::size_t periods, std::uint64_t seed,
                          double edge = 0) {
  stats::Random random(seed, 5);
  std::vector<double> values;
  for (std::size_t i = 0; i < rows * periods; ++i) {
    values.push_back((i < periods ? edge : 0) + random.normal());
  }
  return values;
}

stats::BacktestOverfitting measured(const std::vector<double>& values, std::size_t periods,
                                    std::size_t blocks, int threads = 1) {
  core::Workers workers(threads);
  return stats::backtest_overfitting({values, periods}, blocks, workers).value();
}

double sharpe_of(const std::vector<double>& values) {
  return stats::mean_of(values) / stats::standard_deviation_of(values);
}

// The blocks of a set put together, value by value.
std::vector<double> joined(const std::vector<double>& row, unsigned set, std::size_t blocks) {
  const std::size_t length = row.size() / blocks;
  std::vector<double> values;
  for (std::size_t i = 0; i < blocks * length; ++i) {
    if ((set >> i / length & 1) != 0) {
      values.push_back(row[i]);
    }
  }
  return values;
}

// What the definition says of one half.
HalvedBlocks plainly(const std::vector<std::vector<double>>& rows, unsigned set,
                     std::size_t blocks) {
  std::vector<double> in;
  std::vector<double> out;
  for (const std::vector<double>& row : rows) {
    in.push_back(sharpe_of(joined(row, set, blocks)));
    out.push_back(sharpe_of(joined(row, ~set, blocks)));
  }
  const auto best = static_cast<std::size_t>(std::ranges::max_element(in) - in.begin());
  const auto below = std::ranges::count_if(out, [&](double ratio) { return ratio < out[best]; });
  return {.best = best,
          .in = in[best],
          .out = out[best],
          .relative_rank = static_cast<double>(below + 1) / static_cast<double>(rows.size() + 1)};
}

}  // namespace

TEST_CASE("every half chooses and ranks as the definition says") {
  constexpr std::size_t kRows = 7;
  constexpr std::size_t kBlocks = 6;
  const std::size_t periods = GENERATE(48U, 53U, 12U);
  const std::vector<double> values = noise(kRows, periods, periods);
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < kRows; ++i) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(i * periods);
    rows.emplace_back(first, first + static_cast<std::ptrdiff_t>(periods));
  }
  const stats::BacktestOverfitting ours = measured(values, periods, kBlocks);
  REQUIRE(ours.halves.size() == 20);
  std::size_t half = 0;
  for (unsigned set = 0; set < 1U << kBlocks; ++set) {
    if (__builtin_popcount(set) == kBlocks / 2) {
      CAPTURE(periods, set);
      const HalvedBlocks theirs = plainly(rows, set, kBlocks);
      CHECK(ours.halves[half].best == theirs.best);
      CHECK(ours.halves[half].in == Approx(theirs.in).epsilon(1e-9));
      CHECK(ours.halves[half].out == Approx(theirs.out).epsilon(1e-9));
      CHECK(ours.halves[half].relative_rank == theirs.relative_rank);
      ++half;
    }
  }
}

TEST_CASE("the figures of a study are those of its halves") {
  const stats::BacktestOverfitting ours = measured(noise(5, 100, 2), 100, 8);
  double below = 0;
  double losses = 0;
  std::vector<double> in;
  std::vector<double> out;
  for (const HalvedBlocks& half : ours.halves) {
    below += std::log(half.relative_rank / (1 - half.relative_rank)) <= 0 ? 1 : 0;
    losses += half.out < 0 ? 1 : 0;
    in.push_back(half.in);
    out.push_back(half.out);
  }
  CHECK(ours.probability == below / 70);
  CHECK(ours.losses == losses / 70);
  double products = 0;
  double squares = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    products += (in[i] - stats::mean_of(in)) * (out[i] - stats::mean_of(out));
    squares += std::pow(in[i] - stats::mean_of(in), 2);
  }
  CHECK(ours.slope.value() == Approx(products / squares));
}

TEST_CASE("of equal rows the first is chosen, and they share their ranks") {
  std::vector<double> values = noise(1, 40, 3);
  for (int copy = 0; copy < 3; ++copy) {
    values.insert(values.end(), values.begin(), values.begin() + 40);
  }
  for (const HalvedBlocks& half : measured(values, 40, 4).halves) {
    CHECK(half.best == 0);
    CHECK(half.relative_rank == 0.5);
  }
  CHECK(measured(values, 40, 4).probability == 1);
}

TEST_CASE("a row that does nothing has a ratio of 0, below gains and above losses") {
  std::vector<double> values(120, 0.0);  // nothing, a constant gain, and a row that loses
  stats::Random random(4, 4);
  for (std::size_t i = 0; i < 40; ++i) {
    values[40 + i] = 0.1;
    values[80 + i] = random.normal() - 2;
  }
  for (const HalvedBlocks& half : measured(values, 40, 4).halves) {
    CHECK(half.best == 0);
    CHECK(half.in == 0);
    CHECK(half.relative_rank == 2.5 / 4);
  }
  CHECK(!measured(std::vector<double>(120, 0.0), 40, 4).slope);
}

TEST_CASE("nothing is said of one row, or of blocks of one value") {
  core::Workers workers(1);
  const std::vector<double> values = noise(2, 31, 4);
  CHECK(!stats::backtest_overfitting({values, 62}, 16, workers));
  CHECK(!stats::backtest_overfitting({values, 31}, 16, workers));
  CHECK(stats::backtest_overfitting({values, 31}, 14, workers));
}

TEST_CASE("halves are the same to the bit for any number of threads") {
  const std::vector<double> values = noise(33, 331, 6);
  const stats::BacktestOverfitting one = measured(values, 331, 14, 1);
  for (const int threads : {2, 3, 8}) {
    const stats::BacktestOverfitting more = measured(values, 331, 14, threads);
    CHECK(more.probability == one.probability);
    CHECK(more.slope == one.slope);
    CHECK(std::ranges::equal(more.halves, one.halves, [](const auto& a, const auto& b) {
      return a.best == b.best && a.in == b.in && a.out == b.out &&
             a.relative_rank == b.relative_rank;
    }));
  }
}

TEST_CASE("noise is overfitted in half of the cases, one true edge hardly ever") {
  const std::int64_t studies = test::long_form() ? 2000 : 300;
  std::vector<double> of_noise;
  double of_edge = 0;
  for (std::int64_t study = 0; study < studies; ++study) {
    const auto seed = static_cast<std::uint64_t>(study);
    of_noise.push_back(measured(noise(50, 500, seed), 500, 16).probability);
    // A ratio of .25 a day is 4 a year.
    const double edge = measured(noise(50, 500, seed, 0.25), 500, 16).probability;
    of_edge += edge / static_cast<double>(studies);
  }
  const double mean = stats::mean_of(of_noise);
  // Of one study it is spread widely: the bound is on the mean, with its error.
  const double error =
      stats::standard_deviation_of(of_noise) / std::sqrt(static_cast<double>(studies));
  CAPTURE(mean, error, of_edge);
  CHECK(std::abs(mean - 0.5) < 0.05);
  CHECK(error < 0.02);
  CHECK(of_edge < 0.1);
}

}  // namespace barometer
