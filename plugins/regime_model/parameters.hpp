// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/params.hpp>

#include <array>

// The declared table: everything that the YAML may say about this tagger.
// docs/regime_plugins.md gives the reasons.

namespace barometer::regime_model {

inline constexpr std::array kEmissionWords{"likelier", "gaussian", "student_t"};
inline constexpr std::array kDecisionWords{"balanced", "likely"};

constexpr bm_param_spec bars(const char* name, double fallback, double minimum, double maximum,
                             const char* help) {
  return integer_param({.name = name,
                        .fallback = fallback,
                        .minimum = minimum,
                        .maximum = maximum,
                        .unit = "bars",
                        .help = help});
}

constexpr bm_param_spec positive(const char* name, double fallback, double minimum, double maximum,
                                 const char* unit, const char* help) {
  return number_param({.name = name,
                       .fallback = fallback,
                       .minimum = minimum,
                       .maximum = maximum,
                       .unit = unit,
                       .help = help});
}

inline constexpr std::array kParameters{
    integer_param({.name = "states",
                   .fallback = 3,
                   .minimum = 2,
                   .maximum = 4,
                   .help = "hidden states, in order of volatility"}),
    word_param({.name = "emission",
                .fallback = "likelier",
                .words = kEmissionWords,
                .help = "law of a return within a state; likelier: of the other two the one under "
                        "which the fitted returns are likelier, at every fit"}),
    positive("degrees_of_freedom", 5, 2.5, 100, "", "of student_t; fewer are fatter tails"),
    word_param({.name = "decision",
                .fallback = "balanced",
                .words = kDecisionWords,
                .help = "what a state's score is, the highest being best: balanced: its "
                        "probability over its usual share; likely: its probability"}),
    positive("odds_to_change", 2, 1, 1e6, "",
             "the state in force gives way to one whose score (decision) is more than this times "
             "its own; 1: the best state at once"),
    bars("fit.burn_in", 2000, 100, 1e6, "returns before the first fit"),
    bars("fit.every", 500, 1, 1e6, "returns from one fit to the next"),
    bars("fit.window", 4000, 100, 1e6, "returns that a fit looks back on, at most"),
    bars("fit.effective_after", 1, 1, 1e6, "returns from a fit to the first that it judges"),
    positive("prior.dwell", 100, 2, 1e6, "bars", "that a state is expected to last"),
    positive("prior.dwell_weight", 200, 0.1, 1e6, "bars", "of evidence that prior.dwell is worth"),
    positive("prior.mean_weight", 2000, 0, 1e6, "bars",
             "of evidence that 'a state has no drift' is worth"),
    bars("change.burn_in", 100, 2, 1e6, "returns that set the unit of the change detector"),
    bars("change.recent", 24, 1, 1e6, "change_probability: of a change within so many bars"),
    positive("change.expected_run", 500, 1.01, 1e9, "bars", "between changes, on average"),
    positive("change.kappa", 1, 1e-6, 1e6, "bars", "weight of a new segment's prior mean, 0"),
    positive("change.alpha", 1, 1e-6, 1e6, "", "shape of a new segment's prior precision"),
    positive("change.beta", 1, 1e-6, 1e6, "", "rate of a new segment's prior precision"),
    integer_param({.name = "change.run_lengths",
                   .fallback = 100,
                   .minimum = 10,
                   .maximum = 10000,
                   .help = "run lengths kept at a time: the cost of a bar"}),
    bars("still_bars", 24, 1, 1e6, "returns of exactly 0 in a row after which tags are unknown"),
    integer_param({.name = "gap_bars",
                   .minimum = 1,
                   .maximum = 1e9,
                   .unit = "bars",
                   .optional = true,
                   .help =
                       "more missing bars than this restart everything; default: 7 days of bars, "
                       "10 on venues with sessions, 21 bars at the least"}),
};

}  // namespace barometer::regime_model
