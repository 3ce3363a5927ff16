// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <cstdint>

namespace barometer::regime_model {

inline constexpr int kMostStates = 4;

// One number per state; 0 beyond the model's states, so that sums may run over all four lanes.
using PerState = Eigen::Array<double, kMostStates, 1>;

// Row i: probabilities of the next state when the present one is i; 0 beyond the model's states.
using Transitions = Eigen::Matrix<double, kMostStates, kMostStates>;

// A hidden Markov model of returns: in state k they are mean + scale * x, with x standard normal or
// Student's t. States are in order of volatility, the calmest first.
struct Model {
  int states = 0;      // 2..4; 0: none yet
  double degrees = 0;  // of freedom of Student's t, above 2; 0: normal
  PerState mean = PerState::Zero();
  PerState scale = PerState::Zero();
  PerState share = PerState::Zero();  // of time, in the long run
  Transitions transitions = Transitions::Zero();

  // Standard deviation of a return over its scale.
  double spread() const { return degrees > 0 ? std::sqrt(degrees / (degrees - 2)) : 1; }

  void state(auto& archive) {
    archive(states, degrees);
    for (double* numbers : {mean.data(), scale.data(), share.data()}) {
      for (int k = 0; k < kMostStates; ++k) {
        archive(numbers[k]);
      }
    }
    for (int i = 0; i < transitions.size(); ++i) {
      archive(transitions.data()[i]);
    }
  }
};

// Densities of a return in all states, up to one common factor per return: the largest exponent is
// taken out, so that no outlier makes all of them 0.
class Emission {
 public:
  Emission() = default;

  explicit Emission(const Model& model)
      : states_(model.states), degrees_(model.degrees), mean_(model.mean) {
    for (int k = 0; k < states_; ++k) {
      precision_[k] = 1 / model.scale[k];
    }
  }

  // Squared distances from the means in units of the scales.
  PerState squares(double x) const { return ((x - mean_) * precision_).square(); }

  // Above 0 for at least one state.
  PerState densities(const PerState& squares) const {
    PerState result = precision_;
    const double least = squares.head(states_).minCoeff();
    if (degrees_ > 0) {
      for (int k = 0; k < states_; ++k) {
        result[k] *= std::pow((degrees_ + least) / (degrees_ + squares[k]), (degrees_ + 1) / 2);
      }
    } else {
      for (int k = 0; k < states_; ++k) {
        result[k] *= std::exp((least - squares[k]) / 2);
      }
    }
    return result;
  }

  // Logarithm of the factor that densities() leaves out, but for a constant.
  double log_factor(const PerState& squares) const {
    const double least = squares.head(states_).minCoeff();
    return degrees_ > 0 ? -(degrees_ + 1) / 2 * std::log1p(least / degrees_) : -least / 2;
  }

 private:
  int states_ = 0;
  double degrees_ = 0;
  PerState mean_ = PerState::Zero();
  PerState precision_ = PerState::Zero();  // 1 / scale; 0 beyond the states
};

// Probability of each state given the returns so far: Bayes' rule, return by return (J. D. Hamilton
// 1989, "A new approach to the economic analysis of nonstationary time series", Econometrica 57).
class Filter {
 public:
  // Before the first return every state is as likely as its share.
  void start(const Model& model) { probability_ = model.share / model.share.sum(); }

  void update(const Model& model, const Emission& emission, double x) {
    const PerState expected = (model.transitions.transpose() * probability_.matrix()).array();
    const PerState joint = expected * emission.densities(emission.squares(x));
    probability_ = joint / joint.sum();
  }

  const PerState& probability() const { return probability_; }

  void state(auto& archive) {
    for (int k = 0; k < kMostStates; ++k) {
      archive(probability_[k]);
    }
  }

 private:
  PerState probability_ = PerState::Zero();
};

}  // namespace barometer::regime_model
