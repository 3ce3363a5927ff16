// SPDX-License-Identifier: Apache-2.0
#include "stats/superior_ability.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/block_length.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using Rows = std::vector<std::vector<double>>;

std::vector<double> flat(const Rows& rows) {
  std::vector<double> values;
  for (const std::vector<double>& row : rows) {
    values.insert(values.end(), row.begin(), row.end());
  }
  return values;
}

stats::SuperiorAbility measured(const Rows& rows, const stats::AbilityOptions& options,
                                int threads = 1) {
  core::Workers workers(threads);
  const std::vector<double> values = flat(rows);
  return stats::superior_ability({values, rows.front().size()}, options, workers).value();
}

// Rows of autocorrelated noise with a mean and a deviation of their own.
struct RowShape {
  double mean = 0;
  double deviation = 1;
};

Rows noise(const std::vector<RowShape>& shapes, std::size_t periods, std::uint64_t seed) {
  stats::Random random(seed, 13);
  Rows rows;
  for (const RowShape& shape : shapes) {
    double last = 0;
    std::vector<double>& row = rows.emplace_back();
    for (std::size_t t = 0; t < periods; ++t) {
      last = 0.3 * last + std::sqrt(1 - 0.09) * random.normal();
      row.push_back(shape.mean + shape.deviation * last);
    }
  }
  return rows;
}

// The published definitions once more, slowly: w_k by the formula that the draws' deviation tends
// to, draws that are made session by session.
struct SlowAbility {
  SlowAbility(const Rows& rows_, double block_) : rows(rows_), block(block_) {
    for (const std::vector<double>& row : rows) {
      mean.push_back(stats::mean_of(row));
      deviation.push_back(std::sqrt(long_run_variance(row)));
    }
  }

  double n() const { return static_cast<double>(rows.front().size()); }

  double long_run_variance(const std::vector<double>& row) const {
    const double centre = stats::mean_of(row);
    const double goes_on = 1 - 1 / block;
    double variance = 0;
    for (std::size_t lag = 0; lag < row.size(); ++lag) {
      double covariance = 0;
      for (std::size_t t = lag; t < row.size(); ++t) {
        covariance += (row[t] - centre) * (row[t - lag] - centre) / n();
      }
      const double k = static_cast<double>(lag);
      const double weight =
          (n() - k) / n() * std::pow(goes_on, k) + k / n() * std::pow(goes_on, n() - k);
      variance += lag == 0 ? covariance : 2 * weight * covariance;
    }
    return variance;
  }

  std::vector<double> drawn_means(stats::Random& random) const {
    const std::size_t size = rows.front().size();
    const auto anywhere = [&] { return static_cast<std::size_t>(random.uniform() * n()); };
    std::vector<double> sums(rows.size(), 0.0);
    std::size_t at = anywhere();
    for (std::size_t t = 0; t < size; ++t) {
      for (std::size_t k = 0; k < rows.size(); ++k) {
        sums[k] += rows[k][at] / n();
      }
      at = random.uniform() < 1 / block ? anywhere() : (at + 1) % size;
    }
    return sums;
  }

  // {lower, consistent, upper}
  std::vector<double> p(bool studentise, int draws) const {
    const double floor = studentise ? 0 : -1e300;
    const auto unit = [&](std::size_t k) { return studentise ? deviation[k] : 1; };
    double statistic = floor;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      statistic = std::max(statistic, std::sqrt(n()) * mean[k] / unit(k));
    }
    std::vector<double> above(3, 0.0);
    stats::Random random(77, 7);
    for (int draw = 0; draw < draws; ++draw) {
      const std::vector<double> drawn = drawn_means(random);
      std::vector<double> largest(3, floor);
      for (std::size_t k = 0; k < rows.size(); ++k) {
        const bool near =
            std::sqrt(n()) * mean[k] / deviation[k] >= -std::sqrt(2 * std::log(std::log(n())));
        const double centres[] = {std::max(mean[k], 0.0), near ? mean[k] : 0, mean[k]};
        for (std::size_t which = 0; which < 3; ++which) {
          largest[which] =
              std::max(largest[which], std::sqrt(n()) * (drawn[k] - centres[which]) / unit(k));
        }
      }
      for (std::size_t which = 0; which < 3; ++which) {
        above[which] += (largest[which] >= statistic ? 1.0 : 0.0) / draws;
      }
    }
    return above;
  }

  Rows rows;
  double block;
  std::vector<double> mean;
  std::vector<double> deviation;
};

void check_near(double ours, double theirs, int draws) {
  // Four errors of the difference of two shares, and some of w_k's own.
  const double error = std::sqrt(theirs * (1 - theirs) * (1.0 / draws + 1.0 / 4000));
  CHECK(std::abs(ours - theirs) < 4 * error + 0.004);
}

}  // namespace

TEST_CASE("rows of unequal variance have the p-values of a second, slow implementation") {
  // The wild one has the largest mean, a calm one is studentised best, one is far too bad.
  const Rows rows = noise({{0.1, 3}, {0.1, 0.8}, {0, 1}, {-0.05, 2}, {-0.6, 1}, {-0.2, 5}}, 200, 3);
  constexpr double kBlock = 6;
  constexpr int kDraws = 4000;
  const stats::SuperiorAbility ours = measured(rows, {.block = kBlock, .draws = 4000});
  const SlowAbility slow(rows, kBlock);
  for (const bool studentise : {true, false}) {
    const std::vector<double> theirs = slow.p(studentise, kDraws);
    const stats::AbilityP& p = studentise ? ours.studentised : ours.plain;
    CAPTURE(studentise, p.lower, p.consistent, p.upper, theirs[0], theirs[1], theirs[2]);
    check_near(p.lower, theirs[0], kDraws);
    check_near(p.consistent, theirs[1], kDraws);
    check_near(p.upper, theirs[2], kDraws);
    CHECK(p.lower <= p.consistent);
    CHECK(p.consistent <= p.upper);
  }
  // The case can tell the statistics from each other.
  CHECK(std::abs(ours.studentised.consistent - ours.plain.consistent) > 0.05);
  CHECK(ours.statistic ==
        Approx(std::sqrt(200.0) * slow.mean[ours.best] / slow.deviation[ours.best]).epsilon(0.05));
}

TEST_CASE("rows far below the benchmark count under `upper` alone") {
  std::vector<RowShape> shapes(40, RowShape{.mean = -1});
  shapes.front().mean = 0.16;
  const stats::SuperiorAbility ours = measured(noise(shapes, 300, 5), {.block = 3});
  CHECK(ours.studentised.lower < 0.05);
  CHECK(ours.studentised.consistent == ours.studentised.lower);
  CHECK(ours.studentised.upper > 2 * ours.studentised.consistent);
}

TEST_CASE("step by step, rows are named that a single test would miss") {
  // One row is better by far and three by less; without the first the bound is lower.
  std::vector<RowShape> shapes(60);
  for (const std::size_t good : {7U, 30U, 31U, 50U}) {
    shapes[good].mean = good == 7 ? 1 : 0.35;
  }
  const stats::SuperiorAbility ours = measured(noise(shapes, 300, 6), {.block = 4});
  CHECK(ours.best == 7);
  CHECK(ours.survivors == std::vector<std::size_t>{7, 30, 31, 50});
  CHECK(measured(noise(std::vector<RowShape>(60), 300, 7), {.block = 4}).survivors.empty());
}

TEST_CASE("a later step names what the first one does not") {
  // Half of the rows are far better, and their draws are the wide ones: they alone set the bound.
  std::size_t later = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    std::vector<RowShape> shapes(41, RowShape{.mean = 2});
    shapes[40].mean = 0.16;
    const Rows rows = noise(shapes, 300, seed);
    const stats::SuperiorAbility all = measured(rows, {.block = 4, .draws = 500});
    const stats::SuperiorAbility alone = measured({rows.back()}, {.block = 4, .draws = 500});
    CHECK(all.survivors.size() >= 40);
    const bool named = all.survivors.size() == 41;
    CHECK(named == !alone.survivors.empty());
    later += named ? 1 : 0;
  }
  CHECK(later > 10);
}

TEST_CASE("what is never above the benchmark has p = 1, and rows that do not vary take no part") {
  const stats::SuperiorAbility worse = measured(noise({{-2, 1}, {-3, 1}}, 100, 8), {.block = 2});
  CHECK(worse.statistic == 0);
  CHECK(worse.studentised.consistent == 1);
  Rows rows = noise({{0.1, 1}, {0, 1}}, 100, 9);
  const stats::SuperiorAbility before = measured(rows, {.block = 2});
  rows.emplace_back(100, 5.0);
  CHECK(measured(rows, {.block = 2}).studentised.upper == before.studentised.upper);
  core::Workers workers(1);
  const std::vector<double> constant(20, 1.0);
  CHECK(!stats::superior_ability({constant, 20}, {}, workers));
  CHECK(!stats::superior_ability({std::span(constant).first(9), 9}, {}, workers));
}

TEST_CASE("ability is the same to the bit for any number of threads, and the seed's") {
  const Rows rows = noise(std::vector<RowShape>(37), 150, 10);
  const auto p = [&](int threads, std::uint64_t seed) {
    const stats::SuperiorAbility ours = measured(rows, {.block = 3, .seed = seed}, threads);
    return std::vector{ours.statistic, ours.studentised.lower, ours.plain.upper};
  };
  CHECK(p(1, 1) == p(2, 1));
  CHECK(p(1, 1) == p(8, 1));
  CHECK(p(1, 1) != p(1, 2));
}

TEST_CASE("blocks are as long as the rows' mean or their best one needs") {
  const Rows rows = noise({{0, 1}, {1, 1}, {0, 1}}, 400, 11);
  std::vector<double> mean(400);
  for (std::size_t t = 0; t < 400; ++t) {
    mean[t] = (rows[0][t] + rows[1][t] + rows[2][t]) / 3;
  }
  const std::vector<double> values = flat(rows);
  CHECK(stats::ability_block({values, 400}) ==
        Approx(std::max(stats::politis_white_length(mean), stats::politis_white_length(rows[1])) /
               std::cbrt(1.5)));
  CHECK(stats::ability_block({std::vector<double>(12, 0.0), 12}) == 1);
}

}  // namespace barometer
