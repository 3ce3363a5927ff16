// SPDX-License-Identifier: Apache-2.0
#include "study/gate_placebo.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/sharpe_error.hpp"
#include "backtest/plan_state.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "stats/sequential_p.hpp"
#include "stats/sharpe_difference.hpp"

namespace barometer::study {

namespace {

constexpr std::size_t kAtOnce = 16;  // draws that are computed ahead; later ones are thrown away

class PlaceboRuns {
 public:
  explicit PlaceboRuns(const GateRuns& runs)
      : runs_(runs),
        twin_(without_conditions(runs.plan(), std::vector<std::uint8_t>(runs.conditions(), 1))) {
    const auto ends = runs.runs().session_ends();
    const std::int64_t live = runs.runs().first_step();
    skipped_ = static_cast<std::size_t>(std::ranges::count_if(
        ends, [&](std::int64_t step) { return step > live && step <= runs.mover().first_step(); }));
    if (has_twin() && !runs.strategy_reads()) {
      fixed_twin_ = runs.run(twin_, runs.mover().own()).returns;
    }
  }

  bool has_twin() const { return runs_.conditions() > 0; }

  // 0 where the run and its twin are the same; none where an equity was lost or nothing varies.
  std::optional<double> statistic(const regime::TagView& tags) const {
    const backtest::LeanResult run = runs_.run(runs_.plan(), tags);
    if (!has_twin()) {
      return own_statistic(run);
    }
    const std::vector<double> twin = fixed_twin_ ? *fixed_twin_ : runs_.run(twin_, tags).returns;
    const std::span<const double> mine = scored(run.returns);
    const std::span<const double> others = scored(twin);
    if (mine.empty() || others.empty()) {
      return std::nullopt;
    }
    if (std::ranges::equal(mine, others)) {
      return 0;
    }
    const auto found = stats::measured_sharpe_difference(mine, others);
    return found ? std::optional(found->difference / found->standard_error) : std::nullopt;
  }

 private:
  std::optional<double> own_statistic(const backtest::LeanResult& run) const {
    const double periods = run.analysis.returns.periods_per_year;
    const auto returns = scored(run.returns);
    const analysis::SharpeError error = analysis::measure_sharpe_error(returns, periods);
    if (!error.standard_error || *error.standard_error <= 0) {
      return std::nullopt;
    }
    return stats::mean_of(returns) / stats::standard_deviation_of(returns) * std::sqrt(periods) /
           *error.standard_error;
  }

  std::span<const double> scored(const std::vector<double>& returns) const {
    return std::span(returns).subspan(std::min(skipped_, returns.size()));
  }

  const GateRuns& runs_;
  backtest::Plan twin_;
  std::size_t skipped_ = 0;  // returns before any moved tag is known
  std::optional<std::vector<double>> fixed_twin_;
};

// Draws in their order until both p are known.
class Placebos {
 public:
  Placebos(double statistic, std::int64_t most)
      : help_(statistic, kEnoughPlacebos, most), harm_(-statistic, kEnoughPlacebos, most) {}

  bool is_decided() const { return help_.is_decided() && harm_.is_decided(); }

  // A draw that could not be measured helps and harms as much as any.
  void add(std::optional<double> drawn, analysis::GatePlacebo& found) {
    constexpr double kMost = std::numeric_limits<double>::infinity();
    help_.add(drawn.value_or(kMost));
    harm_.add(drawn ? -*drawn : kMost);
    if (drawn) {
      found.drawn.push_back(*drawn);
    }
    ++found.draws;
  }

  void finish(analysis::GatePlacebo& found) const {
    found.p = help_.p();
    found.p_harm = harm_.p();
  }

 private:
  stats::SequentialP help_;
  stats::SequentialP harm_;
};

void describe_moves(const GateRuns& runs, analysis::GatePlacebo& found) {
  const regime::TagMover& mover = runs.mover();
  found.against_twin = runs.conditions() > 0;
  found.strategy_moves = runs.strategy_reads();
  found.by_clock = mover.draws_by_clock();
  found.admissible = mover.admissible();
  found.distance = mover.distance();
  for (const regime::ShortHistory& each : mover.too_short()) {
    found.too_short.push_back({.symbol = runs.runs().bars().symbols[each.symbol].name,
                               .tagger = each.tagger,
                               .bars = each.bars,
                               .least = each.least});
  }
}

void draw_placebos(const GateRuns& runs, const PlaceboRuns& placebo, std::uint64_t seed,
                   const std::function<void(std::int64_t)>& done, analysis::GatePlacebo& found) {
  Placebos placebos(*found.statistic, found.most_draws);
  while (!placebos.is_decided()) {
    const auto first = static_cast<std::uint64_t>(found.draws);
    std::vector<std::optional<double>> drawn(
        std::min<std::size_t>(kAtOnce, static_cast<std::size_t>(found.most_draws) - first));
    runs.workers().for_each(drawn.size(), 1, [&](std::size_t i) {
      drawn[i] = placebo.statistic(runs.mover().moved(runs.mover().draw(seed, first + i)));
    });
    for (std::size_t i = 0; i < drawn.size() && !placebos.is_decided(); ++i) {
      placebos.add(drawn[i], found);
    }
    done(found.draws);
  }
  placebos.finish(found);
}

analysis::NoPlacebo why_none(const std::optional<double>& statistic, bool has_twin,
                             std::int64_t admissible) {
  if (!statistic) {
    return analysis::NoPlacebo::not_measured;
  }
  if (has_twin && *statistic == 0) {
    return analysis::NoPlacebo::never_acts;
  }
  return admissible < kFewestMoves ? analysis::NoPlacebo::too_few_moves : analysis::NoPlacebo::none;
}

}  // namespace

analysis::GatePlacebo gate_placebo(const GateRuns& runs, std::int64_t most, std::uint64_t seed,
                                   const std::function<void(std::int64_t)>& done) {
  analysis::GatePlacebo found{.most_draws = most};
  describe_moves(runs, found);
  try {
    const PlaceboRuns placebo(runs);
    found.statistic = placebo.statistic(runs.mover().own());
    found.missing = why_none(found.statistic, placebo.has_twin(), found.admissible);
    if (found.missing == analysis::NoPlacebo::none) {
      draw_placebos(runs, placebo, seed ^ stats::stream_of("placebo"), done, found);
    }
  } catch (const core::Error& error) {
    if (error.kind() != core::ErrorKind::interrupted) {
      throw;
    }
    found.missing = analysis::NoPlacebo::stopped;
  }
  return found;
}

}  // namespace barometer::study
