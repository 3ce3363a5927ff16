// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <span>
#include <stdexcept>
#include <vector>

namespace barometer::regime_model {

// The prior of a segment's mean and precision: precision ~
// Gamma(alpha, rate beta), mean | precision ~ Normal(mean, 1 / (kappa precision)).
struct NormalGamma {
  double mean = 0;
  double kappa = 1;
  double alpha = 1;
  double beta = 1;
};

struct ChangePointSettings {
  NormalGamma prior;
  double hazard = 0.01;            // probability of a change behind any one value
  double least_tail = 1e-4;        // the longest run lengths are dropped while they hold less
  std::size_t most_lengths = 128;  // run lengths kept; then the least probable one goes
};

// One run length that is still possible: the number of values since the last change.
struct RunLength {
  std::int64_t values = 0;
  double probability = 0;
  double mean = 0;  // posterior of the segment
  double beta = 0;
  double log_beta = 0;
  double log_predictive = 0;  // of the newest value

  void state(auto& archive) { archive(values, probability, mean, beta, log_beta, log_predictive); }
};

// Bayesian online change point detection with a constant hazard and a Normal segment of unknown
// mean and variance (R. P. Adams, D. J. C. MacKay 2007, "Bayesian Online Changepoint Detection",
// arXiv:0710.3742). The predictive density of a run of n values is Student's with 2 alpha degrees
// of freedom, alpha = alpha_0 + n/2, written here as a ratio of marginal likelihoods so that one
// logarithm and one exponential a run length do: p(x) = Gamma(alpha + 1/2) / Gamma(alpha) *
// (2 pi (kappa + 1) / kappa)^(-1/2) * beta^alpha / beta'^(alpha + 1/2), beta' after x.
// P(run length = 0) equals the hazard whatever the data are, so no function returns it alone.
class ChangePoints {
 public:
  explicit ChangePoints(const ChangePointSettings& settings)
      : settings_(settings), log_beta_(std::log(settings.prior.beta)) {
    runs_.reserve(settings.most_lengths + 1);
    clear();
  }

  // Copies keep their room, so that tagging never allocates.
  ChangePoints(const ChangePoints& other) { *this = other; }

  ChangePoints& operator=(const ChangePoints& other) {
    settings_ = other.settings_;
    log_beta_ = other.log_beta_;
    runs_.reserve(settings_.most_lengths + 1);
    runs_.assign(other.runs_.begin(), other.runs_.end());
    return *this;
  }

  // The next value.
  void update(double x) {
    drop_tail();
    const double best = predict(x);
    double total = 0;
    for (RunLength& run : runs_) {
      run.probability *= std::exp(run.log_predictive - best);
      total += run.probability;
    }
    for (RunLength& run : runs_) {
      run.probability *= (1 - settings_.hazard) / total;
      ++run.values;
    }
    if (runs_.size() == settings_.most_lengths) {
      drop_least();
    }
    begin_run(settings_.hazard);
  }

  // P(run length < bars): a change happened within the last `bars` values.
  double probability_below(std::int64_t bars) const {
    double sum = 0;
    for (auto run = runs_.rbegin(); run != runs_.rend() && run->values < bars; ++run) {
      sum += run->probability;
    }
    return std::min(sum, 1.0);
  }

  // The most probable run length; of several equal ones the longest.
  std::int64_t most_probable() const {
    return std::max_element(runs_.begin(), runs_.end(), less)->values;
  }

  // Longest first; probabilities sum to 1 but for what was dropped.
  std::span<const RunLength> runs() const { return runs_; }

  void clear() {
    runs_.clear();
    begin_run(1);
  }

  void state(auto& archive) {
    std::uint64_t count = runs_.size();
    archive(count);
    if (count == 0 || count > settings_.most_lengths + 1) {
      throw std::invalid_argument("the saved state has more run lengths than are kept");
    }
    runs_.resize(count);
    for (RunLength& run : runs_) {
      archive(run);
    }
  }

 private:
  static bool less(const RunLength& a, const RunLength& b) { return a.probability < b.probability; }

  // ln Gamma(a + 1/2) - ln Gamma(a) for a > 0: the asymptotic series from 20 on, brought down by
  // Gamma's recurrence. (std::lgamma writes a global sign, so threads would meet there.)
  static double log_gamma_half_step(double a) {
    double below = 0;
    for (; a < 20; a += 1) {
      below -= std::log1p(0.5 / a);
    }
    const double b = 1 / a;
    const double bb = b * b;
    return below + 0.5 * std::log(a) -
           b * (1.0 / 8 - bb * (1.0 / 192 - bb * (1.0 / 640 - bb * (17.0 / 14336))));
  }

  void begin_run(double probability) {
    runs_.push_back({0, probability, settings_.prior.mean, settings_.prior.beta, log_beta_, 0});
  }

  // Computes every run's log_predictive of x and updates its posterior; returns the greatest.
  double predict(double x) {
    double best = -std::numeric_limits<double>::infinity();
    for (RunLength& run : runs_) {
      const double n = static_cast<double>(run.values);
      const double kappa = settings_.prior.kappa + n;
      const double alpha = settings_.prior.alpha + n / 2;
      const double miss = x - run.mean;
      run.beta += kappa * miss * miss / (2 * (kappa + 1));
      run.mean += miss / (kappa + 1);
      const double log_beta = std::log(run.beta);
      run.log_predictive = constant(run.values) + alpha * run.log_beta - (alpha + 0.5) * log_beta;
      run.log_beta = log_beta;
      if (run.probability > 0) {
        best = std::max(best, run.log_predictive);
      }
    }
    return best;
  }

  double constant(std::int64_t values) const {
    const double n = static_cast<double>(values);
    const double kappa = settings_.prior.kappa + n;
    return log_gamma_half_step(settings_.prior.alpha + n / 2) -
           0.5 * std::log(2 * std::numbers::pi * (kappa + 1) / kappa);
  }

  void drop_tail() {
    double tail = 0;
    auto keep = runs_.begin();
    for (; keep != runs_.end() - 1; ++keep) {
      tail += keep->probability;
      if (tail >= settings_.least_tail) {
        break;
      }
    }
    runs_.erase(runs_.begin(), keep);
  }

  void drop_least() { runs_.erase(std::min_element(runs_.begin(), runs_.end(), less)); }

  ChangePointSettings settings_;
  double log_beta_ = 0;          // of the prior
  std::vector<RunLength> runs_;  // longest first, never empty
};

}  // namespace barometer::regime_model
