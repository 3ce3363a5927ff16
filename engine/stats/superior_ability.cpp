// SPDX-License-Identifier: Apache-2.0
#include "stats/superior_ability.hpp"

#include <algorithm>
#include <cmath>

#include "stats/block_length.hpp"
#include "stats/order_statistics.hpp"
#include "stats/stationary_bootstrap.hpp"
#include "stats/weighted_sums.hpp"

namespace barometer::stats {

namespace {

constexpr std::size_t kAtOnce = WeightedSums::kAtOnce;
constexpr std::size_t kPiece = 8 * kAtOnce;  // draws

// sqrt(n) (d*_k - d_k) of every draw and row.
class DrawnMeans {
 public:
  DrawnMeans(const SampleRows& rows, const AbilityOptions& options, core::Workers& workers)
      : draws_(options.draws), sums_(centred(rows)) {
    const std::size_t pieces = (draws_ + kPiece - 1) / kPiece;
    drawn_.resize(pieces * kPiece * sums_.stride());
    // Only its places are drawn from; what lies there is the rows'.
    const StationaryBootstrap bootstrap(rows.row(0), options.block, options.seed);
    workers.for_each(pieces, 1, [&](std::size_t piece) {
      std::vector<float> weights(kPiece * rows.periods, 0.0F);
      for (std::size_t draw = 0; draw < kPiece; ++draw) {
        count_sessions(bootstrap.draw(piece * kPiece + draw), draw, weights);
      }
      const std::size_t size = kPiece * sums_.stride();
      sums_.multiply(weights, std::span{drawn_}.subspan(piece * size, size));
    });
  }

  std::size_t draws() const { return draws_; }

  double at(std::size_t draw, std::size_t row) const {
    const std::size_t set = draw / kAtOnce * sums_.stride();
    return static_cast<double>(drawn_[(set + row) * kAtOnce + draw % kAtOnce]);
  }

 private:
  static WeightedSums centred(const SampleRows& rows) {
    WeightedSums sums(rows.size(), rows.periods);
    const double scale = 1 / std::sqrt(static_cast<double>(rows.periods));
    std::vector<double> row(rows.periods);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double mean = mean_of(rows.row(i));
      std::ranges::transform(rows.row(i), row.begin(),
                             [&](double value) { return scale * (value - mean); });
      sums.set_row(i, row);
    }
    return sums;
  }

  // How often each session is in the draw.
  void count_sessions(const StationaryBootstrap::Blocks& blocks, std::size_t draw,
                      std::span<float> weights) const {
    const std::size_t columns = sums_.columns();
    float* const set = weights.data() + draw / kAtOnce * columns * kAtOnce + draw % kAtOnce;
    for (const StationaryBootstrap::Block& block : blocks) {
      for (std::size_t i = 0; i < block.length; ++i) {
        set[(block.begin + i) % columns * kAtOnce] += 1;
      }
    }
  }

  std::size_t draws_;
  WeightedSums sums_;
  std::vector<float> drawn_;
};

// A row that takes part.
struct Candidate {
  std::size_t row = 0;
  double mean = 0;       // sqrt(n) d_k
  double deviation = 0;  // w_k

  double studentised() const { return mean / deviation; }
};

double deviation_of(const DrawnMeans& drawn, std::size_t row) {
  double squares = 0;
  for (std::size_t draw = 0; draw < drawn.draws(); ++draw) {
    squares += drawn.at(draw, row) * drawn.at(draw, row);
  }
  return std::sqrt(squares / static_cast<double>(drawn.draws()));
}

std::vector<Candidate> candidates_of(const SampleRows& rows, const DrawnMeans& drawn,
                                     core::Workers& workers) {
  std::vector<Candidate> all(rows.size());
  const double root = std::sqrt(static_cast<double>(rows.periods));
  workers.for_each(rows.size(), 16, [&](std::size_t i) {
    const auto [low, high] = std::ranges::minmax(rows.row(i));
    const double deviation = low < high ? deviation_of(drawn, i) : 0;
    all[i] = {.row = i, .mean = root * mean_of(rows.row(i)), .deviation = deviation};
  });
  std::erase_if(all, [](const Candidate& candidate) { return !(candidate.deviation > 0); });
  return all;
}

// The largest of `value`(candidate, drawn mean) in each draw.
template <class Value>
std::vector<double> maxima_of(const DrawnMeans& drawn, const std::vector<Candidate>& candidates,
                              core::Workers& workers, const Value& value) {
  std::vector<double> maxima(drawn.draws());
  workers.for_each(drawn.draws(), kPiece, [&](std::size_t draw) {
    double largest = -HUGE_VAL;
    for (const Candidate& candidate : candidates) {
      largest = std::max(largest, value(candidate, drawn.at(draw, candidate.row)));
    }
    maxima[draw] = largest;
  });
  return maxima;
}

double share_above(const std::vector<double>& maxima, double statistic) {
  const auto above =
      std::ranges::count_if(maxima, [&](double value) { return value >= statistic; });
  return static_cast<double>(above + 1) / static_cast<double>(maxima.size() + 1);
}

enum class Recentred { lower, consistent, upper };

// sqrt(n) (d_k - g_k): how far below the benchmark a row may be in the draws.
double kept_below(const Candidate& candidate, Recentred recentred, double bound) {
  switch (recentred) {
    case Recentred::lower:
      return std::min(candidate.mean, 0.0);
    case Recentred::consistent:
      return candidate.studentised() < -bound ? candidate.mean : 0;
    case Recentred::upper:
      break;
  }
  return 0;
}

// The three p-values, of studentised means or of means as they are.
AbilityP p_values(const DrawnMeans& drawn, const std::vector<Candidate>& candidates,
                  core::Workers& workers, double bound, bool studentise) {
  const auto unit = [&](const Candidate& candidate) {
    return studentise ? candidate.deviation : 1.0;
  };
  const double floor = studentise ? 0 : -HUGE_VAL;
  double statistic = floor;
  for (const Candidate& candidate : candidates) {
    statistic = std::max(statistic, candidate.mean / unit(candidate));
  }
  const auto p = [&](Recentred recentred) {
    return share_above(
        maxima_of(drawn, candidates, workers,
                  [&](const Candidate& candidate, double mean) {
                    return std::max(
                        (mean + kept_below(candidate, recentred, bound)) / unit(candidate), floor);
                  }),
        statistic);
  };
  return {.lower = p(Recentred::lower),
          .consistent = p(Recentred::consistent),
          .upper = p(Recentred::upper)};
}

std::vector<std::size_t> survivors_of(const DrawnMeans& drawn, std::vector<Candidate> candidates,
                                      core::Workers& workers, double level) {
  std::vector<std::size_t> survivors;
  for (bool added = true; added && !candidates.empty();) {
    const double critical = quantile_of(maxima_of(drawn, candidates, workers,
                                                  [](const Candidate& candidate, double mean) {
                                                    return mean / candidate.deviation;
                                                  }),
                                        1 - level);
    added = false;
    for (const Candidate& candidate : candidates) {
      if (candidate.studentised() > critical) {
        survivors.push_back(candidate.row);
        added = true;
      }
    }
    std::erase_if(candidates,
                  [&](const Candidate& candidate) { return candidate.studentised() > critical; });
  }
  std::ranges::sort(survivors);
  return survivors;
}

}  // namespace

std::optional<SuperiorAbility> superior_ability(const SampleRows& rows,
                                                const AbilityOptions& options,
                                                core::Workers& workers) {
  constexpr std::size_t kFewest = 10;  // periods, for ln ln n to be above 0 by far
  if (rows.values.empty() || rows.periods < kFewest) {
    return std::nullopt;
  }
  const DrawnMeans drawn(rows, options, workers);
  const std::vector<Candidate> candidates = candidates_of(rows, drawn, workers);
  if (candidates.empty()) {
    return std::nullopt;
  }
  const double bound = std::sqrt(2 * std::log(std::log(static_cast<double>(rows.periods))));
  const auto best = std::ranges::max_element(candidates, {}, &Candidate::studentised);
  return SuperiorAbility{.best = best->row,
                         .statistic = std::max(best->studentised(), 0.0),
                         .studentised = p_values(drawn, candidates, workers, bound, true),
                         .plain = p_values(drawn, candidates, workers, bound, false),
                         .survivors = survivors_of(drawn, candidates, workers, options.level)};
}

double ability_block(const SampleRows& rows) {
  std::vector<double> mean(rows.periods, 0.0);
  std::size_t best = 0;
  double largest = -HUGE_VAL;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::span<const double> row = rows.row(i);
    for (std::size_t t = 0; t < rows.periods; ++t) {
      mean[t] += row[t];
    }
    if (const double of_row = mean_of(row); of_row > largest) {
      largest = of_row;
      best = i;
    }
  }
  // Fixed blocks are longer than those of a mean length by the cube root of 3 / 2.
  const double length = std::max(politis_white_length(mean), politis_white_length(rows.row(best)));
  return std::max(1.0, length / std::cbrt(1.5));
}

}  // namespace barometer::stats
