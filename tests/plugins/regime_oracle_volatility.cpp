// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <deque>

#include "regime_oracle_robust.hpp"
#include "regime_oracle_variance.hpp"

namespace barometer::oracle {

Real on_grid(Real v) {
  return exp2l(std::round(1024 * std::log2(v)) / 1024);
}

Real median(std::vector<Real> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

namespace {

Real calm_ratio(Real standard_errors, const Rules& rules) {
  const Real lambda = exp2l(-1 / static_cast<Real>(rules.half_life));
  const Real se = 1 / std::sqrt(2 * (1 + lambda) / (1 - lambda));
  return expl(-standard_errors * se);
}

int next_by_ratio(int label, Real ratio, const Rules& rules) {
  const bool was_calm = label == 0;
  const bool was_up = label >= 2;
  if ((was_up && ratio < rules.high_out) ||
      (was_calm && ratio > calm_ratio(rules.calm_out_se, rules))) {
    label = 1;
  }
  if (label == 3 && ratio < static_cast<Real>(rules.high_out) * rules.extreme_factor) {
    label = 2;
  }
  if (label == 1) {
    label = ratio >= rules.high_in ? 2 : ratio <= calm_ratio(rules.calm_in_se, rules) ? 0 : 1;
  }
  return label == 2 && ratio >= static_cast<Real>(rules.high_in) * rules.extreme_factor ? 3 : label;
}

// Two states by the probability; within each by the ratio, whose near threshold counts for the
// label that is there already.
int next_by_probability(int label, Real wild, Real ratio, const Rules& rules) {
  if (wild >= (label >= 2 ? rules.wild_out : rules.wild_in)) {
    const Real extreme = label == 3 ? rules.high_out : rules.high_in;
    return ratio >= extreme * rules.extreme_factor ? 3 : 2;
  }
  const Real errors = label == 0 ? rules.calm_out_se : rules.calm_in_se;
  return ratio <= calm_ratio(errors, rules) ? 0 : 1;
}

int next_by_level(int label, Real day, const Rules& rules) {
  const Real levels[] = {rules.normal_from, rules.high_from, rules.extreme_from};
  const auto passed = [&](Real factor) {
    return static_cast<int>(std::count_if(std::begin(levels), std::end(levels),
                                          [&](Real level) { return day >= level * factor; }));
  };
  if (label == kUnknown) {
    return passed(1);
  }
  return std::min(std::max(label, passed(1 + static_cast<Real>(rules.band))),
                  passed(1 - static_cast<Real>(rules.band)));
}

// Equal up to the rounding of the sums.
Real percentile(Real value, const std::vector<Real>& past, std::size_t lookback) {
  if (past.size() < lookback) {
    return kNaN;
  }
  Real below = 0;
  for (std::size_t j = past.size() - lookback; j < past.size(); ++j) {
    const bool tie = std::fabs(past[j] - value) <= value * 1e-15L;
    below += tie ? 0.5L : past[j] < value ? 1.0L : 0.0L;
  }
  return 100 * below / static_cast<Real>(lookback);
}

class Family {
 public:
  Family(std::vector<BarVariance> steps, const Rules& rules)
      : steps_(std::move(steps)), rules_(rules), probability_(rules) {}

  void tag(std::vector<Tags>& out) {
    for (std::size_t j = 0; j < steps_.size(); ++j) {
      Tags& tags = out[steps_[j].bar];
      raw_.push_back(kUnknown);
      judged_.push_back(kNaN);
      wild_.push_back(kNaN);
      if (moved(j)) {
        judge_window(j, tags);
        judge_fast(j, tags);
      } else {
        probability_.stand_still();
      }
      show(j, tags);
    }
  }

 private:
  bool moved(std::size_t j) const {
    const std::size_t n = std::min(j + 1, rules_.window);
    return std::any_of(steps_.begin() + static_cast<std::ptrdiff_t>(j + 1 - n),
                       steps_.begin() + static_cast<std::ptrdiff_t>(j + 1),
                       [](const BarVariance& step) { return step.value != 0; });
  }

  // The automaton's label at step j, where its label before was `label`.
  int next(int label, std::size_t j) const {
    return rules_.rule == "absolute" ? next_by_level(label, judged_[j], rules_)
           : rules_.rule == "robust" ? next_by_probability(label, wild_[j], judged_[j], rules_)
                                     : next_by_ratio(label, judged_[j], rules_);
  }

  int before(std::size_t j) const { return j == 0 ? kUnknown : raw_[j - 1]; }

  void judge_window(std::size_t j, Tags& tags) {
    const Real variance = j + 1 < rules_.window ? 0 : window_variance(steps_, j, rules_);
    if (!(variance > 0)) {
      return;
    }
    const Real value = std::sqrt(variance);
    tags.volatility_day = value * std::sqrt(static_cast<Real>(rules_.bars_per_session_day));
    tags.volatility_percentile = percentile(value, window_values_, rules_.percentile_lookback);
    window_values_.push_back(value);
    if (rules_.rule == "absolute") {
      judged_[j] = tags.volatility_day;
      raw_[j] = next(before(j), j);
    }
  }

  void judge_fast(std::size_t j, Tags& tags) {
    const Real fast = std::sqrt(fast_variance(steps_, j, rules_.half_life));
    wild_[j] = probability_.next(steps_[j].square);
    tags.volatility_probability = wild_[j];
    if (probability_.restarted()) {
      restarts_.push_back(j);
    }
    reference_.push_back(on_grid(fast));
    if (reference_.size() > rules_.reference) {
      reference_.pop_front();
    }
    if (reference_.size() < rules_.reference_min) {
      return;
    }
    tags.volatility_ratio = fast / median({reference_.begin(), reference_.end()});
    if (rules_.rule != "absolute") {
      judged_[j] = tags.volatility_ratio;
    }
    if (rules_.rule == "ratio" || (rules_.rule == "robust" && !std::isnan(wild_[j]))) {
      const bool anew = rules_.rule == "robust" && probability_.restarted();
      raw_[j] = next(anew || before(j) == kUnknown ? 1 : before(j), j);
    }
  }

  void show(std::size_t j, Tags& tags) {
    shown_.push_back(confirmed_label(raw_, j, rules_.volatility_confirm));
    tags.volatility = shown_.back();
    if (tags.volatility == kUnknown) {
      return;
    }
    tags.volatility_duration = run_length(shown_);
    tags.volatility_stability = stability(shown_, rules_.stability_window);
    const std::size_t shown_since = run_start(shown_);
    const std::size_t since = held_since(raw_, shown_since, [&](std::size_t i) {
      return next(tags.volatility, i) == tags.volatility && !anew_after(i, shown_since);
    });
    tags.volatility_onset = static_cast<std::int64_t>(steps_[since].bar);
  }

  // Rule robust has begun anew behind step i, at step `last` at the latest.
  bool anew_after(std::size_t i, std::size_t last) const {
    return rules_.rule == "robust" &&
           std::any_of(restarts_.begin(), restarts_.end(),
                       [&](std::size_t restart) { return restart > i && restart <= last; });
  }

  std::vector<BarVariance> steps_;
  const Rules& rules_;
  Labels raw_;
  Labels shown_;
  std::vector<Real> judged_;  // level or ratio that the automaton looked at
  std::vector<Real> wild_;    // and the probability
  std::vector<Real> window_values_;
  std::deque<Real> reference_;
  WildProbability probability_;
  std::vector<std::size_t> restarts_;  // steps at which it began anew
};

}  // namespace

void tag_volatility(const Path& path, const std::vector<Bar>& bars, const Rules& rules,
                    std::vector<Tags>& out) {
  for (std::size_t k = 1; k < path.bar.size(); ++k) {
    const Real variance = forecast_variance(path, bars, k, rules);
    out[path.bar[k]].volatility_forecast =
        std::sqrt(variance * static_cast<Real>(rules.bars_per_session_day));
  }
  Family(bar_variances(path, bars, rules), rules).tag(out);
}

}  // namespace barometer::oracle
