// SPDX-License-Identifier: Apache-2.0
#include "fit.hpp"

#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace barometer::regime_model {

namespace {

// How the starts split the returns by local volatility: shares of the K states, calmest first.
PerState even_shares(int states) {
  PerState shares = PerState::Zero();
  shares.head(states).setConstant(1.0 / states);
  return shares;
}

// Each state half as frequent as the calmer one before it.
PerState halving_shares(int states) {
  PerState shares = PerState::Zero();
  for (int k = 0; k < states; ++k) {
    shares[k] = std::ldexp(1.0, -k);
  }
  return shares / shares.sum();
}

constexpr std::array<std::size_t, 2> kSmoothings{8, 25};  // returns to either side

// Dirichlet pseudo-counts of one row of transitions.
PerState pseudo_moves(const FitSettings& settings, int from) {
  const FitPrior& prior = settings.prior;
  const double leave = prior.dwell_bars / prior.dwell;
  PerState counts = PerState::Zero();
  counts.head(settings.states).setConstant(leave / (settings.states - 1));
  counts[from] = prior.dwell_bars - leave;
  return counts;
}

// Shares of time that the chain comes to in the long run: they leave as they enter, and sum to 1.
PerState long_run_shares(const Model& model) {
  const Eigen::Index n = model.states;
  Eigen::MatrixXd balance =
      model.transitions.topLeftCorner(n, n).transpose() - Eigen::MatrixXd::Identity(n, n);
  balance.row(n - 1).setOnes();
  PerState shares = PerState::Zero();
  shares.head(n) = balance.partialPivLu().solve(Eigen::VectorXd::Unit(n, n - 1)).array();
  return shares;
}

void order_by_volatility(Model& model) {
  std::array<int, kMostStates> order{0, 1, 2, 3};
  std::stable_sort(order.begin(), order.begin() + model.states,
                   [&model](int a, int b) { return model.scale[a] < model.scale[b]; });
  const Model old = model;
  for (int i = 0; i < model.states; ++i) {
    model.mean[i] = old.mean[order[i]];
    model.scale[i] = old.scale[order[i]];
    model.share[i] = old.share[order[i]];
    for (int j = 0; j < model.states; ++j) {
      model.transitions(i, j) = old.transitions(order[i], order[j]);
    }
  }
}

}  // namespace

FitResult Fitter::fit(std::span<const double> returns) {
  double squares = 0;
  for (const double x : returns) {
    squares += x * x;
  }
  const double unit = std::sqrt(squares / static_cast<double>(returns.size()));
  FitResult best;
  if (!(unit > 0)) {
    return best;
  }
  standard_.resize(returns.size());
  std::transform(returns.begin(), returns.end(), standard_.begin(),
                 [unit](double x) { return x / unit; });
  for (const std::size_t smoothing : kSmoothings) {
    for (const PerState& shares :
         {even_shares(settings_.states), halving_shares(settings_.states)}) {
      FitResult found;
      found.model = start(standard_, smoothing, shares);
      found = climb(found, settings_.start_rounds, standard_);
      if (best.model.states == 0 || found.log_posterior > best.log_posterior) {
        best = found;
      }
    }
  }
  best = climb(best, settings_.most_rounds, standard_);
  best.model.share = long_run_shares(best.model);
  order_by_volatility(best.model);
  best.good = usable(best);
  best.model.mean *= unit;
  best.model.scale *= unit;
  return best;
}

bool Fitter::usable(const FitResult& found) const {
  const Model& model = found.model;
  bool usable = found.settled && std::isfinite(found.log_posterior) && model.mean.isFinite().all();
  for (int k = 0; k < model.states; ++k) {
    usable = usable && model.share[k] >= settings_.least_share && std::isfinite(model.scale[k]);
    usable = usable && (k == 0 || model.scale[k] >= settings_.least_ratio * model.scale[k - 1]);
  }
  return usable;
}

FitResult Fitter::climb(FitResult from, int rounds, std::span<const double> returns) {
  const double enough = settings_.enough * static_cast<double>(returns.size());
  for (int round = 0; round < rounds; ++round) {
    const Expectations found = expect(from.model, returns);
    const double log_posterior = found.log_likelihood + log_prior(from.model);
    from.settled = round > 0 && log_posterior - from.log_posterior < enough;
    from.log_posterior = log_posterior;
    from.model = maximise(from.model, found);
    ++from.rounds;
    if (from.settled) {
      break;
    }
  }
  return from;
}

Model Fitter::start(std::span<const double> returns, std::size_t smoothing,
                    const PerState& shares) {
  const std::size_t count = returns.size();
  local_.resize(count);
  double sum = 0;
  for (std::size_t t = 0; t < std::min(smoothing, count); ++t) {
    sum += returns[t] * returns[t];
  }
  for (std::size_t t = 0; t < count; ++t) {
    sum += t + smoothing < count ? returns[t + smoothing] * returns[t + smoothing] : 0;
    sum -= t > smoothing ? returns[t - smoothing - 1] * returns[t - smoothing - 1] : 0;
    const std::size_t first = t > smoothing ? t - smoothing : 0;
    local_[t] = sum / static_cast<double>(std::min(t + smoothing + 1, count) - first);
  }
  sorted_ = local_;
  std::sort(sorted_.begin(), sorted_.end());
  Model model;
  model.states = settings_.states;
  model.degrees = settings_.degrees;
  double below = 0;
  for (int k = 0; k < model.states; ++k) {
    const double middle = (below + shares[k] / 2) * static_cast<double>(count);
    below += shares[k];
    const auto at = std::min(count - 1, static_cast<std::size_t>(middle));
    model.scale[k] = std::sqrt(std::max(sorted_[at], 1e-6)) / model.spread();
    const PerState moves = pseudo_moves(settings_, k);
    model.transitions.row(k) = (moves / moves.sum()).matrix().transpose();
  }
  return model;
}

Expectations Fitter::expect(const Model& model, std::span<const double> returns) {
  const std::size_t count = returns.size();
  forward_.resize(count);
  density_.resize(count);
  const Emission emission(model);
  Expectations found;
  PerState expected = even_shares(model.states);
  for (std::size_t t = 0; t < count; ++t) {
    const PerState squares = emission.squares(returns[t]);
    density_[t] = emission.densities(squares);
    forward_[t] = expected * density_[t];
    const double total = forward_[t].sum();
    forward_[t] /= total;
    density_[t] /= total;
    found.log_likelihood += std::log(total) + emission.log_factor(squares);
    expected = (model.transitions.transpose() * forward_[t].matrix()).array();
  }
  PerState backward = PerState::Ones();
  for (std::size_t t = count; t-- > 0;) {
    const PerState smoothed = forward_[t] * backward;
    found.weight += smoothed;
    PerState robust = smoothed;
    if (model.degrees > 0) {
      robust *= (model.degrees + 1) / (model.degrees + emission.squares(returns[t]));
    }
    found.robust_weight += robust;
    found.robust_sum += robust * returns[t];
    found.robust_squares += robust * returns[t] * returns[t];
    if (t > 0) {
      const PerState ahead = density_[t] * backward;
      found.moves += forward_[t - 1].matrix() * ahead.matrix().transpose();
      backward = (model.transitions * ahead.matrix()).array();
    }
  }
  found.moves = found.moves.cwiseProduct(model.transitions);
  return found;
}

Model Fitter::maximise(const Model& model, const Expectations& found) const {
  Model next = model;
  const FitPrior& prior = settings_.prior;
  const double spread = model.spread();
  for (int k = 0; k < model.states; ++k) {
    const double mean = found.robust_sum[k] / (found.robust_weight[k] + prior.mean_bars);
    const double squares = found.robust_squares[k] - 2 * mean * found.robust_sum[k] +
                           (found.robust_weight[k] + prior.mean_bars) * mean * mean;
    const double variance = (std::max(0.0, squares) + prior.variance_bars / (spread * spread)) /
                            (found.weight[k] + 1 + prior.variance_bars);
    next.mean[k] = mean;
    next.scale[k] = std::sqrt(variance);
    const PerState moves = found.moves.row(k).transpose().array() + pseudo_moves(settings_, k);
    next.transitions.row(k) = (moves / moves.sum()).matrix().transpose();
  }
  return next;
}

double Fitter::log_prior(const Model& model) const {
  const FitPrior& prior = settings_.prior;
  const double spread = model.spread();
  double sum = 0;
  for (int k = 0; k < model.states; ++k) {
    const double variance = model.scale[k] * model.scale[k];
    sum -= prior.mean_bars * model.mean[k] * model.mean[k] / (2 * variance);
    sum -= prior.variance_bars / (spread * spread) / (2 * variance);
    sum -= (prior.variance_bars + 1) / 2 * std::log(variance);
    const PerState moves = pseudo_moves(settings_, k);
    for (int j = 0; j < model.states; ++j) {
      sum += moves[j] * std::log(model.transitions(k, j));
    }
  }
  return sum;
}

}  // namespace barometer::regime_model
