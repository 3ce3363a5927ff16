// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "fit.hpp"
#include "history.hpp"
#include "model.hpp"

namespace barometer::regime_model {

enum class Decision : std::uint8_t { balanced, likely };

// How a state is chosen by the probabilities. Balanced: by probability over long-run share, which
// makes errors in rare states weigh as much as in common ones. Likely: by probability.
struct DecisionRule {
  Decision decision = Decision::balanced;
  double odds = 2;  // a state gives way to one whose score exceeds its own times this; 1: at once
};

inline constexpr std::int8_t kNoState = -1;

// `present`: the state chosen before; kNoState: none, so the one of the highest score is taken.
inline std::int8_t decide(const DecisionRule& rule, const Model& model, const PerState& probability,
                          std::int8_t present) {
  PerState score = probability;
  if (rule.decision == Decision::balanced) {
    score.head(model.states) /= model.share.head(model.states);
  }
  Eigen::Index best = 0;
  const double most = score.head(model.states).maxCoeff(&best);
  const bool stays = present != kNoState && !(most > rule.odds * score[present]);
  return stays ? present : static_cast<std::int8_t>(best);
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
  DecisionRule decision;
};

// Follows the hidden state of one symbol: a filter with the model in force, refitted on past
// returns by the calendar. A model that takes over is run through the window first; tags already
// given stay.
class HiddenState {
 public:
  explicit HiddenState(const HiddenStateSettings& settings)
      : settings_(settings), history_(settings.window), fitter_(settings.fit) {}

  // Fits allocate nothing afterwards.
  void make_room() { fitter_.make_room(static_cast<std::size_t>(settings_.window)); }

  void update(double log_return) {
    history_.push(log_return);
    if (history_.count() == takes_over_at_) {
      take_over();
    } else if (known()) {
      filter_.update(model_, emission_, log_return);
      choose();
    }
    if (settings_.calendar.due(history_.count())) {
      refit();
    }
  }

  bool known() const { return model_.states > 0; }

  // The label of the state that was chosen. REQUIRES: known().
  std::int8_t label() const { return label_; }

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
    label_ = kNoState;
  }

  void state(auto& archive) {
    archive(history_, model_, waiting_, filter_, label_, takes_over_at_, refits_, refused_);
    if (label_ < kNoState || label_ >= settings_.fit.states || (known() && label_ == kNoState)) {
      throw std::invalid_argument("the saved state does not belong to so many hidden states");
    }
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

  void choose() { label_ = decide(settings_.decision, model_, filter_.probability(), label_); }

  // The first model chooses a state on every return of the window; a later one finds a state in
  // force, which has the odds on its side as ever.
  void take_over() {
    const bool first = !known();
    model_ = waiting_;
    takes_over_at_ = kNever;
    prepare();
    filter_.start(model_);
    for (const double x : history_.values()) {
      filter_.update(model_, emission_, x);
      if (first) {
        choose();
      }
    }
    choose();
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
  std::int8_t label_ = kNoState;         // the state in force
  std::int64_t takes_over_at_ = kNever;  // history_.count() at which waiting_ comes into force
  std::int64_t refits_ = 0;
  std::int64_t refused_ = 0;
};

}  // namespace barometer::regime_model
