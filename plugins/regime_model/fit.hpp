// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model.hpp"

namespace barometer::regime_model {

// The prior. Its weights are pseudo-bars: the number of bars that would weigh as much.
// Returns are fitted in units of their own root mean square, so all of this is without a unit.
struct FitPrior {
  double dwell = 100;       // bars that a state is expected to last
  double dwell_bars = 200;  // weight of that belief, per state
  double mean_bars = 2000;  // weight of "the mean is 0", per state
  double ladder = 1.6;      // volatility expected of a state over that of the calmer one before it
  double variance_bars = 50;  // weight of that belief, per state; the lowest rung is left open
};

struct FitSettings {
  int states = 3;
  double degrees = 0;        // of freedom; 0: normal
  bool also_normal = false;  // fit a normal law too, and take whichever makes the returns likelier
  int most_rounds = 200;     // of EM, from each start
  double enough = 1e-7;      // gain in log posterior per return below which it stops
  // A fit is rejected when it has not settled; when its likelihood does not exceed that of one
  // single state by what its further means and scales cost (G. Schwarz 1978, "Estimating the
  // dimension of a model"; transitions are held by their prior); when a state would hold less than
  // this share of time; or when two neighbours' volatilities differ by less than this factor.
  double least_share = 0.005;
  double least_ratio = 1.05;
  FitPrior prior;
};

struct FitResult {
  Model model;
  double log_likelihood = 0;  // this and the next up to a constant
  double log_posterior = 0;
  int rounds = 0;
  bool settled = false;
  bool good = false;  // may be used; FitSettings lists the reasons for rejecting a fit
};

// Sums of one pass over the returns, from which the next model is computed.
struct Expectations {
  PerState weight = PerState::Zero();             // sum of P(state)
  PerState robust_weight = PerState::Zero();      // with Student's weights
  PerState robust_sum = PerState::Zero();         // of returns
  PerState robust_squares = PerState::Zero();     // of returns
  Transitions transitions = Transitions::Zero();  // sum of P(state, next state)
  double log_likelihood = 0;                      // up to a constant
};

// Fits a Model by expectation maximisation (L. E. Baum et al. 1970; A. P. Dempster, N. M. Laird, D.
// B. Rubin 1977; Student's weights: K. L. Lange, R. J. A. Little, J. M. G. Taylor 1989) to the mode
// of the posterior, from several starts.
class Fitter {
 public:
  explicit Fitter(const FitSettings& settings) : settings_(settings) {}

  // For fits of so many returns at the most, which then allocate nothing.
  void make_room(std::size_t returns);

  // States in order of volatility.
  FitResult fit(std::span<const double> returns);

  // The parts of fit(), for tests. Returns here are taken as they are.
  Model start(std::span<const double> returns, double degrees, std::size_t smoothing,
              const PerState& shares);
  Expectations expect(const Model& model, std::span<const double> returns);
  Model maximise(const Model& model, const Expectations& found) const;
  double log_prior(const Model& model) const;

 private:
  FitResult best_of_starts(double degrees);
  FitResult climb(const Model& from, std::span<const double> returns);
  void forward_pass(const Model& model, std::span<const double> returns, Expectations& found);
  void backward_pass(const Model& model, std::span<const double> returns,
                     Expectations& found) const;
  bool usable(const FitResult& found, std::span<const double> returns) const;

  FitSettings settings_;
  std::vector<double> standard_;  // returns in units of their root mean square
  std::vector<double> local_;     // local variance, and a copy to be sorted
  std::vector<double> sorted_;
  std::vector<PerState> forward_;  // P(state | returns so far)
  std::vector<PerState> density_;  // over the probability of the return given those before
};

}  // namespace barometer::regime_model
