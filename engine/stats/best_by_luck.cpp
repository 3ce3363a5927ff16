// SPDX-License-Identifier: Apache-2.0
#include "stats/best_by_luck.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/order_statistics.hpp"
#include "stats/probabilistic_sharpe.hpp"
#include "stats/random.hpp"
#include "stats/weighted_sums.hpp"

namespace barometer::stats {

namespace {

constexpr std::size_t kAtOnce = WeightedSums::kAtOnce;

// With mean 0 and squares that add up to 1 / T: the weighted sums are z / sqrt(T) then.
WeightedSums standardised(const SampleRows& rows) {
  WeightedSums sums(rows.size(), rows.periods);
  std::vector<double> row(rows.periods);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!sharpe_sample_of(rows.row(i))) {
      continue;  // does not vary
    }
    const double mean = mean_of(rows.row(i));
    double squares = 0;
    for (const double value : rows.row(i)) {
      squares += (value - mean) * (value - mean);
    }
    const double scale = 1 / std::sqrt(squares * static_cast<double>(rows.periods));
    std::ranges::transform(rows.row(i), row.begin(),
                           [&](double value) { return scale * (value - mean); });
    sums.set_row(i, row);
  }
  return sums;
}

// Draw d has numbers of its own, whoever draws it.
void fill_weights(std::span<float> weights, std::size_t columns, std::size_t first,
                  std::uint64_t seed) {
  for (std::size_t draw = 0; draw < weights.size() / columns; ++draw) {
    Random random(seed, first + draw);
    const std::size_t set = draw / kAtOnce * columns * kAtOnce;
    for (std::size_t column = 0; column < columns; ++column) {
      weights[set + column * kAtOnce + draw % kAtOnce] = static_cast<float>(random.normal());
    }
  }
}

// The largest of all rows in each draw, ascending.
std::vector<double> drawn_maxima(const SampleRows& rows, std::uint64_t seed,
                                 core::Workers& workers) {
  constexpr std::size_t kPiece = 8 * kAtOnce;
  const WeightedSums sums = standardised(rows);
  std::vector<double> maxima(kLuckDraws);
  workers.for_each((kLuckDraws + kPiece - 1) / kPiece, 1, [&](std::size_t piece) {
    std::vector<float> weights(kPiece * rows.periods);
    std::vector<float> drawn(kPiece * sums.stride());
    fill_weights(weights, rows.periods, piece * kPiece, seed);
    sums.multiply(weights, drawn);
    for (std::size_t draw = 0; draw < kPiece && piece * kPiece + draw < kLuckDraws; ++draw) {
      const float* const first =
          drawn.data() + draw / kAtOnce * sums.stride() * kAtOnce + draw % kAtOnce;
      float largest = first[0];
      for (std::size_t row = 1; row < rows.size(); ++row) {
        largest = std::max(largest, first[row * kAtOnce]);
      }
      maxima[piece * kPiece + draw] = static_cast<double>(largest);
    }
  });
  std::ranges::sort(maxima);
  return maxima;
}

// The mean of the largest of `copies` draws.
double mean_of_largest(const std::vector<double>& maxima, double copies) {
  const auto count = static_cast<double>(maxima.size());
  double mean = 0;
  double below = 0;
  for (std::size_t i = 0; i < maxima.size(); ++i) {
    const double up_to = std::pow(static_cast<double>(i + 1) / count, copies);
    mean += maxima[i] * (up_to - below);
    below = up_to;
  }
  return mean;
}

}  // namespace

std::optional<BestByLuck> best_by_luck(const SampleRows& rows, double trials, double best,
                                       std::uint64_t seed, core::Workers& workers) {
  if (rows.values.empty() || rows.periods < 2) {
    return std::nullopt;
  }
  const std::vector<double> maxima = drawn_maxima(rows, seed, workers);
  const double copies = std::max(1.0, trials / static_cast<double>(rows.size()));
  const auto reached = maxima.end() - std::ranges::lower_bound(maxima, best);
  const double once = static_cast<double>(reached + 1) / static_cast<double>(kLuckDraws + 1);
  return BestByLuck{.expected = mean_of_largest(maxima, copies),
                    .chance = -std::expm1(copies * std::log1p(-once)),
                    .copies = copies};
}

}  // namespace barometer::stats
