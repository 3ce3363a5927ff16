// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <cmath>
#include <optional>

#include "fit.hpp"
#include "history.hpp"
#include "model.hpp"

namespace barometer::regime_model {

enum class Decision : std::uint8_t { balanced, likely };

// Balanced: the state whose probability exceeds its long-run share by the largest factor, which
// makes errors in rare states weigh as much as in common ones. Likely: the most probable state.
inline std::int8_t decide(Decision decision, const Model& model, const PerState& probability) {
  PerState score = probability;
  if (decision == Decision::balanced) {
    score.head(model.states) /= model.share.head(model.states);
  }
  Eigen::Index best = 0;
  score.head(model.states).maxCoeff(&best);
  return static_cast<std::int8_t>(best);
}

// When the model is fitted, counted in returns since the path began, never by a clock.
struct FitCalendar {
  std::int64_t burn_in = 0;          // returns before the first fit
  std::int64_t every = 0;            // returns from one fit to the next
  std::int64_t effective_after = 0;  // returns from a fit to the first one that it tags

  bool due(std::int64_t count) const { return count >= burn_in && (count - burn_in) % every == 0; }
};

struct HiddenStateSettings {
  FitSettings fit;
  FitCalendar calendar;
  std::int64_t window = 0;  // returns that a fit looks back on, at most
  Decision decision = Decision::balanced;
};

// Follows the hidden state of one symbol: a filter with the model in force, refitted on past
// returns by the calendar. A model that takes over is run through the window first; tags already
// given stay.
class HiddenState {
 public:
  explicit HiddenState(const HiddenStateSettings& settings)
      : settings_(settings), history_(settings.window), fitter_(settings.fit) {}

  void update(double log_return) {
    history_.push(log_return);
    if (history_.count() == takes_over_at_) {
      take_over();
    } else if (known()) {
      filter_.update(model_, emission_, log_return);
    }
    if (settings_.calendar.due(history_.count())) {
      refit();
    }
  }

  bool known() const { return model_.states > 0; }

  // The label of the state that was chosen. REQUIRES: known().
  std::int8_t label() const { return decide(settings_.decision, model_, filter_.probability()); }

  const PerState& probability() const { return filter_.probability(); }

  // Root mean square of a return, all states weighed by their probability. REQUIRES: known().
  double volatility() const { return std::sqrt((filter_.probability() * mean_squares_).sum()); }

  const Model& model() const { return model_; }

  std::int64_t refits() const { return refits_; }

  std::int64_t refused() const { return refused_; }

  // Begins a new path: no state is known; the counts of fits stay.
  void clear() {
    history_.clear();
    model_ = waiting_ = Model{};
    takes_over_at_ = kNever;
  }

  void state(auto& archive) {
    archive(history_, model_, waiting_, filter_, takes_over_at_, refits_, refused_);
    prepare();
  }

 private:
  static constexpr std::int64_t kNever = -1;

  void refit() {
    const FitResult found = fitter_.fit(history_.values());
    if (found.good) {
      ++refits_;
      waiting_ = found.model;
      takes_over_at_ = history_.count() + settings_.calendar.effective_after;
    } else {
      ++refused_;
    }
  }

  void take_over() {
    model_ = waiting_;
    takes_over_at_ = kNever;
    prepare();
    filter_.start(model_);
    for (const double x : history_.values()) {
      filter_.update(model_, emission_, x);
    }
  }

  void prepare() {
    emission_ = Emission(model_);
    mean_squares_ = model_.mean.square() + (model_.scale * model_.spread()).square();
  }

  HiddenStateSettings settings_;
  History history_;
  Fitter fitter_;
  Model model_;    // in force
  Model waiting_;  // fitted, not yet in force
  Emission emission_;
  PerState mean_squares_ = PerState::Zero();
  Filter filter_;
  std::int64_t takes_over_at_ = kNever;  // history_.count() at which waiting_ comes into force
  std::int64_t refits_ = 0;
  std::int64_t refused_ = 0;
};

}  // namespace barometer::regime_model
