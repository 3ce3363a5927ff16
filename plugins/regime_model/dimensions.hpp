// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>
#include <barometer/sdk/tags.hpp>

#include <array>
#include <vector>

#include "settings.hpp"

namespace barometer::regime_model {

// Dimensions in declared order.
enum Dimension : std::size_t {
  kState,
  kVolatilityDay,
  kRefits,
  kRefusedFits,
  kChangeProbability,
  kRunLength,
  kBadBars,
  kFirstProbability  // one for each state, last
};

// The words of `regime`, so that a strategy reads either tagger.
inline const char* const* state_labels(int states) {
  static constexpr std::array kTwo{"calm", "high"};
  static constexpr auto& kFour = TagLabels<Volatility>::names;  // the first three serve three
  return states == 2 ? kTwo.data() : kFour.data();
}

inline const char* probability_name(int states, int state) {
  static constexpr std::array kNames{"probability_calm", "probability_normal", "probability_high",
                                     "probability_extreme"};
  return states == 2 && state == 1 ? kNames[2] : kNames[static_cast<std::size_t>(state)];
}

inline std::vector<bm_dimension> declared_dimensions(const Settings& settings) {
  const int states = settings.hidden.fit.states;
  const FitCalendar& calendar = settings.hidden.calendar;
  const std::int64_t known = calendar.burn_in + calendar.effective_after;
  const std::int64_t alarm = settings.alarm.burn_in + settings.alarm.recent;
  const auto scalar = [](const char* name, const char* unit, std::int64_t warmup,
                         const char* help) {
    return scalar_dimension({.name = name, .unit = unit, .warmup_bars = warmup, .help = help});
  };
  std::vector<bm_dimension> all{
      category_dimension({.name = "state",
                          .labels = {state_labels(states), static_cast<std::size_t>(states)},
                          .warmup_bars = known,
                          .help = "hidden state of the model, in order of volatility"}),
      scalar("volatility_day", "fraction per session day", known,
             "volatility of a return by the model, scaled to one session day"),
      scalar("refits", "fits", 0, "fits so far that were good"),
      scalar("refused_fits", "fits", 0, "fits so far that were refused; the old model stays"),
      scalar("change_probability", "0..1", alarm,
             "probability that the returns changed their law within the last change.recent bars"),
      scalar("run_length", "bars", alarm, "most probable number of bars since the last change"),
      scalar("bad_bars", "bars", 0,
             "bars so far that were left out: NaN, price <= 0 or high < low")};
  for (int k = 0; k < states; ++k) {
    all.push_back(scalar(probability_name(states, k), "0..1", known,
                         "probability of this state given the returns so far"));
  }
  return all;
}

}  // namespace barometer::regime_model
