// SPDX-License-Identifier: Apache-2.0
#include "regime_oracle_robust.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace barometer::oracle {

namespace {

Real density(int freedom, Real square, Real variance) {
  const Real nu = freedom;
  const Real log_peak =
      lgammal((nu + 1) / 2) - lgammal(nu / 2) - logl(nu * std::numbers::pi_v<Real> * variance) / 2;
  return expl(log_peak - (nu + 1) / 2 * log1pl(square / (nu * variance)));
}

// The weight of an outlier.
Real weight(int freedom, Real square, Real variance) {
  return (freedom + 1) / (freedom + square / variance);
}

// The newest value counts once, each one before it half as much every `half_life` bars.
Real faded_sum(const std::vector<Real>& values, Real half_life) {
  Real sum = 0;
  Real faded = 1;
  const Real decay = exp2l(-1 / half_life);
  for (auto value = values.rbegin(); value != values.rend(); ++value, faded *= decay) {
    sum += faded * *value;
  }
  return sum;
}

Real faded_weights(std::size_t count, Real half_life) {
  return faded_sum(std::vector<Real>(count, 1), half_life);
}

}  // namespace

void WildProbability::step(Filter& filter, Real square, Real median) const {
  const Real quiet_bars = rules_.quiet_bars;
  const Real wild_bars = rules_.wild_bars;
  const Real memory = rules_.memory_bars;
  const Real base = oracle::square(median / filter.median);
  const Real n1 = faded_sum(filter.shares, memory);
  const Real n0 = faded_weights(filter.shares.size(), memory) - n1;
  const Real learnt = (faded_sum(filter.quiet_squares, memory) + 50 * base) / (n0 + 50);
  const Real v0 = std::clamp(learnt, 0.75L * 0.75L * base, 1.35L * 1.35L * base);
  const Real prior = 100 * oracle::square(rules_.wild_ratio) * v0;
  const Real v1 =
      std::max((faded_sum(filter.wild_squares, memory) + prior) / (n1 + 100), 1.3L * 1.3L * v0);
  const Real x = std::min(square, 1e8L * v0);

  const Real before =
      filter.shares.empty() ? wild_bars / (quiet_bars + wild_bars) : filter.shares.back();
  const Real predicted = before * (1 - 1 / wild_bars) + (1 - before) / quiet_bars;
  const Real quiet = (1 - predicted) * density(filter.freedom, x, v0);
  const Real wild = predicted * density(filter.freedom, x, v1);
  filter.likelihood = quiet + wild;
  filter.shares.push_back(wild / filter.likelihood);
  filter.quiet_squares.push_back(quiet / filter.likelihood * weight(filter.freedom, x, v0) * x);
  filter.wild_squares.push_back(wild / filter.likelihood * weight(filter.freedom, x, v1) * x);
}

// The market has been wild for the last rebase_bars steps, and has moved since it began to be.
bool WildProbability::is_due() const {
  const auto steps = static_cast<std::ptrdiff_t>(rules_.rebase_bars);
  return wild_.size() >= rules_.rebase_bars &&
         std::count(wild_.end() - steps, wild_.end(), true) == steps &&
         std::any_of(since_out_.begin(), since_out_.end(), [](Real r) { return r > 0; });
}

void WildProbability::restart() {
  std::vector<Real> kept;
  std::copy_if(since_out_.begin(), since_out_.end(), std::back_inserter(kept),
               [](Real r) { return r > 0; });
  const std::size_t count = std::min({kept.size(), moves_.size(), rules_.reference});
  moves_.assign(kept.end() - static_cast<std::ptrdiff_t>(count), kept.end());
  for (Filter& filter : filters_) {
    filter.shares.clear();
    filter.quiet_squares.clear();
    filter.wild_squares.clear();
  }
  stand_still();
}

void WildProbability::stand_still() {
  wild_.clear();
  since_out_.clear();
}

Real WildProbability::next(Real square_of_return) {
  restarted_ = is_due();
  if (restarted_) {
    restart();
  }
  if (square_of_return > 0) {
    moves_.push_back(on_grid(std::sqrt(square_of_return)));
  }
  known_ = known_ || std::min(moves_.size(), rules_.reference) >= rules_.reference_min;
  if (!known_) {
    return kNaN;
  }
  const std::size_t count = std::min(moves_.size(), rules_.reference);
  const Real middle = median({moves_.end() - static_cast<std::ptrdiff_t>(count), moves_.end()});
  for (Filter& filter : filters_) {
    step(filter, square_of_return, middle);
  }
  evidence_.push_back(logl(filters_[0].likelihood / filters_[1].likelihood));
  const Real fat = 1 / (1 + expl(-faded_sum(evidence_, rules_.tail_memory_bars)));
  const Real wild = fat * filters_[0].shares.back() + (1 - fat) * filters_[1].shares.back();
  const bool was_wild = !wild_.empty() && wild_.back();
  wild_.push_back(wild >= static_cast<Real>(was_wild ? rules_.wild_out : rules_.wild_in));
  if (wild < rules_.wild_out) {
    since_out_.clear();
  } else {
    since_out_.push_back(square_of_return > 0 ? on_grid(std::sqrt(square_of_return)) : 0);
  }
  return wild;
}

}  // namespace barometer::oracle
