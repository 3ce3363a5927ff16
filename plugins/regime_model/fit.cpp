// SPDX-License-Identifier: Apache-2.0
#include "fit.hpp"

#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace barometer::regime_model {

namespace {

// The shares of the K states, calmest first, by which a start splits the returns by volatility.
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
PerState pseudo_counts(const FitSettings& settings, int from) {
  const FitPrior& prior = settings.prior;
  const double leave = prior.dwell_bars / prior.dwell;
  PerState counts = PerState::Zero();
  counts.head(settings.states).setConstant(leave / (settings.states - 1));
  counts[from] = prior.dwell_bars - leave;
  return counts;
}

// Of as many rows as there are states, in room for the most: nothing is allocated in a fit.
using SquareOfStates = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor,
                                     kMostStates, kMostStates>;
using ColumnOfStates = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, kMostStates, 1>;

// The chain's stationary distribution: as much enters each state as leaves it, and shares sum to 1.
PerState long_run_shares(const Model& model) {
  const Eigen::Index n = model.states;
  SquareOfStates balance =
      model.transitions.topLeftCorner(n, n).transpose() - SquareOfStates::Identity(n, n);
  balance.row(n - 1).setOnes();
  PerState shares = PerState::Zero();
  shares.head(n) = balance.partialPivLu().solve(ColumnOfStates::Unit(n, n - 1)).array();
  return shares;
}

// Variance that the prior's ladder gives state k, over that of its middle.
double rung(const FitSettings& settings, int k) {
  return std::pow(settings.prior.ladder, 2 * k - (settings.states - 1));
}

// The ladder's middle where the prior makes the model's scales likeliest: it is a belief in ratios,
// whatever share of time each state has.
double ladder_middle(const FitSettings& settings, const Model& model) {
  double sum = 0;
  for (int k = 0; k < model.states; ++k) {
    sum += rung(settings, k) / (model.scale[k] * model.scale[k]);
  }
  return model.states / sum;
}

// Pseudo-sum of squares of state k.
double pseudo_squares(const FitSettings& settings, double middle, int k) {
  return settings.prior.variance_bars * middle * rung(settings, k);
}

// What log likelihoods leave out, per return: ln of the law's normalising constant.
double log_peak(double degrees) {
  if (degrees == 0) {
    return -std::log(2 * std::numbers::pi) / 2;
  }
  return std::log(std::tgamma((degrees + 1) / 2) / std::tgamma(degrees / 2)) -
         std::log(degrees * std::numbers::pi) / 2;
}

// The one that may be used; of two that may or may not, the one of which `better` is true.
template <class Better>
void keep_better(FitResult& best, const FitResult& found, Better better) {
  const bool first = best.model.states == 0;
  if (first || found.good > best.good || (found.good == best.good && better(found, best))) {
    best = found;
  }
}

// Log likelihood of the best model of one state without drift, up to the constant that a fit's own
// leaves out.
double one_state_log_likelihood(double degrees, std::span<const double> returns) {
  const double count = static_cast<double>(returns.size());
  double variance = 1;
  for (int round = 0; round < 50; ++round) {
    double sum = 0;
    for (const double x : returns) {
      const double square = x * x;
      sum += degrees > 0 ? square * (degrees + 1) / (degrees + square / variance) : square;
    }
    variance = sum / count;
  }
  double sum = -count * std::log(variance) / 2;
  for (const double x : returns) {
    const double square = x * x / variance;
    sum -= degrees > 0 ? (degrees + 1) / 2 * std::log1p(square / degrees) : square / 2;
  }
  return sum;
}

void order_by_volatility(Model& model) {
  Eigen::Array<int, kMostStates, 1> order(0, 1, 2, 3);
  for (int i = 1; i < model.states; ++i) {  // std::stable_sort allocates
    for (int j = i; j > 0 && model.scale[order[j]] < model.scale[order[j - 1]]; --j) {
      std::swap(order[j], order[j - 1]);
    }
  }
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

void Fitter::make_room(std::size_t returns) {
  standard_.reserve(returns);
  local_.reserve(returns);
  sorted_.reserve(returns);
  forward_.reserve(returns);
  density_.reserve(returns);
}

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
  best = best_of_starts(settings_.degrees);
  if (settings_.also_normal && settings_.degrees > 0) {
    const double count = static_cast<double>(returns.size());
    keep_better(best, best_of_starts(0), [count](const FitResult& a, const FitResult& b) {
      return a.log_likelihood + count * log_peak(a.model.degrees) >
             b.log_likelihood + count * log_peak(b.model.degrees);
    });
  }
  best.model.mean *= unit;
  best.model.scale *= unit;
  return best;
}

FitResult Fitter::best_of_starts(double degrees) {
  FitResult best;
  for (const std::size_t smoothing : kSmoothings) {
    for (const PerState& shares :
         {even_shares(settings_.states), halving_shares(settings_.states)}) {
      keep_better(
          best, climb(start(standard_, degrees, smoothing, shares), standard_),
          [](const FitResult& a, const FitResult& b) { return a.log_posterior > b.log_posterior; });
    }
  }
  return best;
}

bool Fitter::usable(const FitResult& found, std::span<const double> returns) const {
  const Model& model = found.model;
  const double count = static_cast<double>(returns.size());
  const int more_parameters = 2 * (model.states - 1);
  const double gain = found.log_likelihood - one_state_log_likelihood(model.degrees, returns);
  bool usable = found.settled && gain > more_parameters * std::log(count) / 2;
  for (int k = 0; k < model.states; ++k) {
    usable = usable && model.share[k] >= settings_.least_share;
    usable = usable && (k == 0 || model.scale[k] >= settings_.least_ratio * model.scale[k - 1]);
  }
  return usable;
}

FitResult Fitter::climb(const Model& from, std::span<const double> returns) {
  const double enough = settings_.enough * static_cast<double>(returns.size());
  FitResult result;
  result.model = from;
  while (!result.settled && result.rounds < settings_.most_rounds) {
    const Expectations found = expect(result.model, returns);
    result.log_likelihood = found.log_likelihood;
    const double log_posterior = found.log_likelihood + log_prior(result.model);
    result.settled = result.rounds > 0 && log_posterior - result.log_posterior < enough;
    result.log_posterior = log_posterior;
    result.model = maximise(result.model, found);
    ++result.rounds;
  }
  result.model.share = long_run_shares(result.model);
  order_by_volatility(result.model);
  result.good = usable(result, returns);
  return result;
}

Model Fitter::start(std::span<const double> returns, double degrees, std::size_t smoothing,
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
  model.degrees = degrees;
  double below = 0;
  for (int k = 0; k < model.states; ++k) {
    const double middle = (below + shares[k] / 2) * static_cast<double>(count);
    below += shares[k];
    const auto at = std::min(count - 1, static_cast<std::size_t>(middle));
    model.scale[k] = std::sqrt(std::max(sorted_[at], 1e-6)) / model.spread();
    const PerState counts = pseudo_counts(settings_, k);
    model.transitions.row(k) = (counts / counts.sum()).matrix().transpose();
  }
  return model;
}

// Fills forward_ and density_, and adds up the likelihood.
void Fitter::forward_pass(const Model& model, std::span<const double> returns,
                          Expectations& found) {
  forward_.resize(returns.size());
  density_.resize(returns.size());
  const Emission emission(model);
  PerState expected = even_shares(model.states);
  for (std::size_t t = 0; t < returns.size(); ++t) {
    const PerState squares = emission.squares(returns[t]);
    density_[t] = emission.densities(squares);
    forward_[t] = expected * density_[t];
    const double total = forward_[t].sum();
    forward_[t] /= total;
    density_[t] /= total;
    found.log_likelihood += std::log(total) + emission.log_factor(squares);
    expected = (model.transitions.transpose() * forward_[t].matrix()).array();
  }
}

// Adds up the expected weights of states and transitions given all returns.
void Fitter::backward_pass(const Model& model, std::span<const double> returns,
                           Expectations& found) const {
  const Emission emission(model);
  PerState backward = PerState::Ones();
  for (std::size_t t = returns.size(); t-- > 0;) {
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
      found.transitions += forward_[t - 1].matrix() * ahead.matrix().transpose();
      backward = (model.transitions * ahead.matrix()).array();
    }
  }
  found.transitions = found.transitions.cwiseProduct(model.transitions);
}

Expectations Fitter::expect(const Model& model, std::span<const double> returns) {
  Expectations found;
  forward_pass(model, returns, found);
  backward_pass(model, returns, found);
  return found;
}

Model Fitter::maximise(const Model& model, const Expectations& found) const {
  Model next = model;
  const FitPrior& prior = settings_.prior;
  const double middle = ladder_middle(settings_, model);
  for (int k = 0; k < model.states; ++k) {
    const double mean = found.robust_sum[k] / (found.robust_weight[k] + prior.mean_bars);
    const double squares = found.robust_squares[k] - 2 * mean * found.robust_sum[k] +
                           (found.robust_weight[k] + prior.mean_bars) * mean * mean;
    const double variance = (std::max(0.0, squares) + pseudo_squares(settings_, middle, k)) /
                            (found.weight[k] + 1 + prior.variance_bars);
    next.mean[k] = mean;
    next.scale[k] = std::sqrt(variance);
    const PerState counts =
        found.transitions.row(k).transpose().array() + pseudo_counts(settings_, k);
    next.transitions.row(k) = (counts / counts.sum()).matrix().transpose();
  }
  return next;
}

double Fitter::log_prior(const Model& model) const {
  const FitPrior& prior = settings_.prior;
  const double middle = ladder_middle(settings_, model);
  double sum = model.states * prior.variance_bars / 2 * std::log(middle);
  for (int k = 0; k < model.states; ++k) {
    const double variance = model.scale[k] * model.scale[k];
    sum -= prior.mean_bars * model.mean[k] * model.mean[k] / (2 * variance);
    sum -= pseudo_squares(settings_, middle, k) / (2 * variance);
    sum -= (prior.variance_bars + 1) / 2 * std::log(variance);
    const PerState counts = pseudo_counts(settings_, k);
    for (int j = 0; j < model.states; ++j) {
      sum += counts[j] * std::log(model.transitions(k, j));
    }
  }
  return sum;
}

}  // namespace barometer::regime_model
