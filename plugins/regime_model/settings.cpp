// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>

namespace barometer::regime_model {

namespace {

FitSettings fit_settings(const Params& params) {
  FitSettings fit;
  fit.states = static_cast<int>(params.integer("states"));
  const std::string_view emission = params.word("emission");
  fit.degrees = emission == "gaussian" ? 0 : params.number("degrees_of_freedom");
  fit.also_normal = emission == "likelier";
  fit.prior.dwell = params.number("prior.dwell");
  fit.prior.dwell_bars = params.number("prior.dwell_weight");
  fit.prior.mean_bars = params.number("prior.mean_weight");
  return fit;
}

AlarmSettings alarm_settings(const Params& params) {
  AlarmSettings alarm;
  alarm.burn_in = params.integer("change.burn_in");
  alarm.recent = params.integer("change.recent");
  alarm.detector.prior = {.mean = 0,
                          .kappa = params.number("change.kappa"),
                          .alpha = params.number("change.alpha"),
                          .beta = params.number("change.beta")};
  alarm.detector.hazard = 1 / params.number("change.expected_run");
  alarm.detector.most_lengths = static_cast<std::size_t>(params.integer("change.run_lengths"));
  return alarm;
}

void check(const HiddenStateSettings& hidden) {
  std::string faults;
  if (hidden.calendar.effective_after > hidden.calendar.every) {
    faults +=
        "fit.effective_after must not exceed fit.every: a model would be overtaken by the "
        "next one before it judges anything";
  }
  if (hidden.calendar.burn_in > hidden.window) {
    faults += std::string(faults.empty() ? "" : "; ") +
              "fit.burn_in must not exceed fit.window: the first fit would not see all of it";
  }
  if (!faults.empty()) {
    throw std::invalid_argument(faults);
  }
}

}  // namespace

std::int64_t usual_gap_bars(const bm_instrument& instrument) {
  constexpr double kLeast = 21;
  const double days = instrument.venue_kind == BM_VENUE_SESSIONS ? 10 : 7;
  return std::llround(std::max(kLeast, days * instrument.bars_per_session_day));
}

Settings read_settings(const Params& params) {
  Settings settings{
      .hidden = {.fit = fit_settings(params),
                 .calendar = {.burn_in = params.integer("fit.burn_in"),
                              .every = params.integer("fit.every"),
                              .effective_after = params.integer("fit.effective_after")},
                 .window = params.integer("fit.window"),
                 .decision = {.decision = params.word("decision") == "balanced" ? Decision::balanced
                                                                                : Decision::likely,
                              .odds = params.number("odds_to_change")}},
      .alarm = alarm_settings(params),
      .still_bars = params.integer("still_bars"),
      .gap_bars = params.optional_integer("gap_bars")};
  check(settings.hidden);
  return settings;
}

}  // namespace barometer::regime_model
